import { Problem } from './problem.ts'
import { readRecord, stillRuns } from './record.ts'
import { stackFolder } from './site.ts'
import { type StackView, viewOf } from './stack.ts'

/** Finds a stack that another process runs, by its folder; rejects with what to do when none runs there. */
export function readStack(folder: string = stackFolder()): StackView {
  const record = readRecord(folder)
  if (!record?.facts || !stillRuns(record.owner))
    throw new Problem(`No shop runs in ${folder}: start one with npm start.`)
  return viewOf(record.name, folder, record.facts)
}
