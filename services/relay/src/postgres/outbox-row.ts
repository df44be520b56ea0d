/** What the relay takes from an outbox row, and `position`, which it adds. */
export const column = {
  topic: 0,
  key: 1,
  payload: 2,
  id: 3,
  type: 4,
  source: 5,
  time: 6,
  subject: 7,
  correlationid: 8,
  causationid: 9,
  traceparent: 10,
  tracestate: 11,
  position: 12,
} as const

export type Column = (typeof column)[keyof typeof column]

const columns = Object.keys(column).length
const nothing = Buffer.alloc(0)

/**
 * One outbox row, in place: for each column whose bytes they are, where they start and how many (-1: null).
 * There is one such object, filled again for every row; the bytes are gone when the handler returns.
 */
export class OutboxRow {
  private readonly from: Buffer[] = new Array(columns).fill(nothing)
  private readonly start = new Int32Array(columns)
  private readonly length = new Int32Array(columns).fill(-1)

  set(column: Column, from: Buffer, start: number, length: number): void {
    this.from[column] = from
    this.start[column] = start
    this.length[column] = length
  }

  bytesOf(column: Column): Buffer {
    return this.from[column] ?? nothing
  }

  startOf(column: Column): number {
    return this.start[column] ?? 0
  }

  /** -1 for null. */
  lengthOf(column: Column): number {
    return this.length[column] ?? -1
  }

  text(column: Column): string {
    const start = this.startOf(column)
    return this.bytesOf(column).toString('latin1', start, start + this.lengthOf(column))
  }
}
