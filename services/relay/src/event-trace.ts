import { type Begin, begin, isKept } from '@saga-shop/runtime/tracing'
import type { Partition } from './partition.ts'
import { column, type OutboxRow } from './postgres/outbox-row.ts'

/** Something that ends when its event has landed. */
export interface EventTrace {
  end(): void
}

/**
 * Begins the span of an event's way into Kafka, below the one that announced it, if its trace is kept. What the event
 * carries is not touched: whoever hears it follows from whoever announced it. Undefined where nobody wants traces.
 */
export const traceEvent = begin && tracing(begin)

function tracing(begin: Begin) {
  return (partition: Partition, row: OutboxRow): EventTrace | undefined => {
    if (row.lengthOf(column.traceparent) < 0) return undefined
    const traceparent = row.text(column.traceparent)
    if (!isKept(traceparent)) return undefined
    return begin(`send ${partition.topic}`, { kind: 'PRODUCER', attributes: attributesOf(partition, row) }, traceparent)
  }
}

/** https://opentelemetry.io/docs/specs/semconv/messaging/ */
const attributesOf = ({ topic, number }: Partition, row: OutboxRow) => ({
  'messaging.system': 'kafka',
  'messaging.destination.name': topic,
  'messaging.destination.partition.id': String(number),
  'messaging.operation.name': 'send',
  'messaging.message.id': row.text(column.id),
  'saga.order_id': row.text(column.correlationid),
})
