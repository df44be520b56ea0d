import { appendEvent } from './event-record.ts'
import { type EventTrace, traceEvent } from './event-trace.ts'
import { RecordBatch } from './kafka/record-batch.ts'
import type { Partition } from './partition.ts'
import type { Lsn } from './postgres/lsn.ts'
import { column, type OutboxRow } from './postgres/outbox-row.ts'

// Larger flights save little; smaller ones cost the broker more.
const manyEvents = 2_000
// A batch must stay below the broker's max.message.bytes, 1 MiB by default, unless one event alone is larger.
const largeBatch = 512 * 1024
const roomForHeaders = 2 * 1024

/** Events that travel to Kafka together: a batch for each partition. They land together, or not yet. */
export class Flight {
  readonly batches = new Map<Partition, RecordBatch>()
  events = 0
  bytes = 0
  /** Set when it leaves: nobody boards what is in the air. */
  isClosed = false
  attempts = 0
  /** The end of the last transaction that lies wholly in this flight and those before it. */
  commitEnd: Lsn | undefined
  private traces: EventTrace[] | undefined

  /** Whether an event may still join. */
  hasRoomFor(partition: Partition, row: OutboxRow): boolean {
    if (this.isClosed || this.events >= manyEvents) return false
    const taken = this.batches.get(partition)?.size ?? 0
    return taken === 0 || taken + row.lengthOf(column.payload) + roomForHeaders <= largeBatch
  }

  take(partition: Partition, row: OutboxRow, spare: RecordBatch[]): void {
    const batch = this.batches.get(partition) ?? this.addBatch(partition, spare)
    const before = batch.size
    appendEvent(batch, row)
    this.events++
    this.bytes += batch.size - before
    const trace = traceEvent?.(partition, row)
    if (!trace) return
    this.traces ??= []
    this.traces.push(trace)
  }

  /** It is in Kafka, whole. */
  landed(): void {
    for (const trace of this.traces ?? []) trace.end()
  }

  private addBatch(partition: Partition, spare: RecordBatch[]): RecordBatch {
    const batch = spare.pop() ?? new RecordBatch()
    this.batches.set(partition, batch)
    return batch
  }
}
