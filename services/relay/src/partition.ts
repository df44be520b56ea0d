import type { Position } from './position.ts'

/** The last event of this log that a partition holds. */
export interface Tail extends Position {
  readonly id: string
}

/** A partition that the source writes, for one session: where it ended when we came, and our next sequence number. */
export interface Partition {
  readonly topic: string
  readonly number: number
  readonly tail: Tail | undefined
  nextSequence: number
}

/** Sequence numbers begin again at 0 after the largest 32-bit integer. */
export const sequenceAfter = (sequence: number, count: number): number => (sequence + count) % 2 ** 31
