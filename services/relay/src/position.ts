import { type Lsn, parseLsn, showLsn } from './postgres/lsn.ts'

/** The header that says where in the write-ahead log a record comes from. */
export const positionHeader = 'relay-position'

/** A write-ahead log: places in different ones, or on different timelines of one, cannot be compared. */
export interface WriteAheadLog {
  readonly system: string
  readonly timeline: number
}

/** An event's place: the commit of its transaction, and its number within it. */
export interface Position {
  readonly commit: Lsn
  readonly index: number
}

/** `<system identifier>:<timeline>:<commit LSN>:<index>`, all but the index, which is the same for a transaction. */
export const transactionText = ({ system, timeline }: WriteAheadLog, commit: Lsn): string =>
  `${system}:${timeline}:${showLsn(commit)}:`

/** Reads the header; undefined when it is not of this log and says nothing about it. */
export function parsePosition(text: string, log: WriteAheadLog): Position | undefined {
  const [system, timeline, commit, index] = text.split(':')
  if (system !== log.system || Number(timeline) !== log.timeline || !commit || !index) return undefined
  return { commit: parseLsn(commit), index: Number(index) }
}

/** Whether an event at this place is already written when the last one written stands at `tail`. */
export const isWritten = (commit: Lsn, index: number, tail: Position): boolean =>
  commit < tail.commit || (commit === tail.commit && index <= tail.index)
