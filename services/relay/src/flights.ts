import { Flight } from './flight.ts'
import type { RecordBatch } from './kafka/record-batch.ts'
import type { Partition } from './partition.ts'
import type { Lsn } from './postgres/lsn.ts'
import type { OutboxRow } from './postgres/outbox-row.ts'

// Batches that grew beyond this for one large event are not kept.
const keptSize = 128 * 1024

/**
 * The flights between Postgres and Kafka, in commit order, one in the air at a time: an event that finds none in the air
 * leaves at once, and those that come meanwhile leave together when it has landed.
 */
export class Flights {
  bytes = 0
  private readonly queue: Flight[] = []
  private readonly spare: RecordBatch[] = []
  private finishing = false
  private wake = () => {}

  /** Takes an event; its bytes are copied before this returns. */
  take(partition: Partition, row: OutboxRow): void {
    const flight = this.boarding(partition, row)
    const before = flight.bytes
    flight.take(partition, row, this.spare)
    this.bytes += flight.bytes - before
    this.wake()
  }

  /** Marks the end of a transaction whose events were all taken. False when they have all landed already. */
  commit(end: Lsn): boolean {
    const last = this.queue.at(-1)
    if (last) last.commitEnd = end
    return last !== undefined
  }

  /** Whether everything taken has landed. */
  get isEmpty(): boolean {
    return this.queue.length === 0
  }

  /** Lets what is in hand land, and takes no more. */
  finish(): void {
    this.finishing = true
    this.wake()
  }

  /** Drops what has not left yet. */
  abandon(): void {
    this.queue.length = 0
    this.finish()
  }

  /** Sends flight after flight, until `finish` and the last has landed. */
  async run(send: (flight: Flight) => Promise<void>, landed: (flight: Flight) => void): Promise<void> {
    for (let next = await this.next(); next; next = await this.next()) {
      await send(next)
      this.queue.shift()
      this.bytes -= next.bytes
      this.reclaim(next)
      landed(next)
    }
  }

  /** The flight that an event boards: the last one, or a new one behind it. */
  private boarding(partition: Partition, row: OutboxRow): Flight {
    const last = this.queue.at(-1)
    if (last?.hasRoomFor(partition, row)) return last
    const flight = new Flight()
    this.queue.push(flight)
    return flight
  }

  private async next(): Promise<Flight | undefined> {
    while (this.queue.length === 0 && !this.finishing) await this.somethingNew()
    const [flight] = this.queue
    if (flight) flight.isClosed = true
    return flight
  }

  private somethingNew(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.wake = resolve
    return promise
  }

  /** Batches that were sent more than once may still be on their way over a connection that was given up. */
  private reclaim(flight: Flight): void {
    if (flight.attempts > 1) return
    for (const batch of flight.batches.values()) {
      batch.clear()
      if (batch.capacity <= keptSize) this.spare.push(batch)
    }
  }
}
