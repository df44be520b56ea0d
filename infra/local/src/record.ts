import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StackFacts } from './plan.ts'
import { startOf } from './started.ts'

/** A process by pid and start time: together they name it for good, when the pid alone may have passed to another. */
export interface Sighting {
  readonly name: string
  readonly pid: number
  readonly start: string | undefined
}

/** What a stack writes about itself into `stack.json`, readable by its owner only. */
export interface StackRecord {
  readonly name: string
  readonly owner: Sighting
  readonly processes: readonly Sighting[]
  /** Unknown in the first moment of a start. */
  readonly facts: StackFacts | undefined
}

const fileIn = (folder: string) => join(folder, 'stack.json')

/** Sees a running process. */
export const sight = (name: string, pid: number): Sighting => ({ name, pid, start: startOf(pid) })

/** Whether exactly this process still runs. */
export const stillRuns = ({ pid, start }: Sighting): boolean => start !== undefined && startOf(pid) === start

/** Writes the record whole or not at all. */
export function writeRecord(folder: string, record: StackRecord): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(record, null, 2), { mode: 0o600 })
  renameSync(`${fileIn(folder)}.new`, fileIn(folder))
}

/** The record of the stack in this folder, running or not. */
export function readRecord(folder: string): StackRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8'))
  } catch {
    return undefined
  }
}

/** Forgets the stack in this folder. */
export const removeRecord = (folder: string): void => rmSync(fileIn(folder), { force: true })

/** Writes down a stack that this process answers for, so that others find it in this folder while the process lives. */
export const recordStack = (folder: string, name: string, facts: StackFacts): void =>
  writeRecord(folder, { name, owner: sight('owner', process.pid), processes: [], facts })
