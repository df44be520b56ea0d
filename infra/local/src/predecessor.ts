import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem.ts'
import { readRecord, type Sighting, stillRuns } from './record.ts'
import { signalGroup } from './signal-group.ts'

/** Makes room in a stack's folder: refuses while its owner lives, ends what a dead one left behind, and clears the data. */
export async function clearAfterPredecessor(name: string, folder: string): Promise<void> {
  const record = readRecord(folder)
  if (record && stillRuns(record.owner)) {
    throw new Problem(
      `The stack ${name} runs already, with pid ${record.owner.pid}: stop that one, or choose another with --stack.`,
    )
  }
  await reap(record?.processes ?? [])
  rmSync(folder, { recursive: true, force: true })
}

/** Kills what still runs of these, and waits until it is gone. */
export async function reap(sightings: readonly Sighting[]): Promise<void> {
  const leftovers = sightings.filter(stillRuns)
  for (const { pid } of leftovers) signalGroup(pid, 'SIGKILL')
  while (leftovers.some(stillRuns)) await sleep(20)
}
