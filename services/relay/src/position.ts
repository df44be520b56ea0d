import { type Lsn, parseLsn, showLsn } from './postgres/lsn.ts'

/** The header that says where in the write-ahead log a record comes from. */
export const positionHeader = 'relay-position'

/** A history of one outbox: places in different ones cannot be compared. */
export interface WriteAheadLog {
  readonly system: string
  readonly timeline: number
  /** How often its slot was made anew (`npm run relay:rebuild`): a restored database may write other events at old places. */
  readonly rebuilds: number
}

/** An event's place: the commit of its transaction, and its number within it. */
export interface Position {
  readonly commit: Lsn
  readonly index: number
}

/** `<system identifier>:<timeline>:<rebuilds>:<commit LSN>:<index>`, all but the index, which is the same for a transaction. */
export const transactionText = ({ system, timeline, rebuilds }: WriteAheadLog, commit: Lsn): string =>
  `${system}:${timeline}:${rebuilds}:${showLsn(commit)}:`

/** Reads the header; undefined when it is none of ours. */
export function parsePosition(text: string): (WriteAheadLog & Position) | undefined {
  const [, system, timeline, rebuilds, commit, index] = shape.exec(text) ?? []
  if (!system || !commit) return undefined
  return {
    system,
    timeline: Number(timeline),
    rebuilds: Number(rebuilds),
    commit: parseLsn(commit),
    index: Number(index),
  }
}

const shape = /^(\d+):(\d+):(\d+):([\dA-F]+\/[\dA-F]+):(\d+)$/

/** Whether an event at this place is already written when the last one written stands at `tail`. */
export const isWritten = (commit: Lsn, index: number, tail: Position): boolean =>
  commit < tail.commit || (commit === tail.commit && index <= tail.index)
