import type { Attributes, Span } from '@opentelemetry/api'
import type { Fact } from '@saga-shop/contracts'
import { type Cause, isEvent } from '../cause.ts'
import type { Reacted } from '../react.ts'
import { type Begin, type Beginning, begin, isKept, placeOf, spoil, traceparentOf } from './tracer.ts'

/**
 * The spans of a transaction. It has one itself, in a trace of its own, linked with all that it hears: it belongs to many
 * orders. What it hears and announces has one each, in the trace of its order.
 */
export interface BatchTrace {
  /** A cause is decided on: the cause as what follows from it shall know it. */
  heard(cause: Cause): Cause
  /** It comes too early, and will be heard again: that will have a span. */
  waits(cause: Cause): void
  /** Something is announced: the traceparent that goes with it. */
  announced(id: string, fact: Fact, cause: Cause): string | undefined
  /** Hands on what the transaction comes to. Only then are its spans told: of one that is tried again, the last try's. */
  follow<Outcome extends Reacted | undefined>(outcome: Promise<Outcome>): Promise<Outcome>
}

/** Does `work`, a transaction over these causes, with its trace if anybody wants one. */
export function traced<Outcome extends Reacted | undefined>(
  causes: readonly Cause[],
  work: (trace: BatchTrace | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  const trace = begin && batchTrace(causes, begin)
  return trace ? trace.follow(work(trace)) : work(undefined)
}

function batchTrace(causes: readonly Cause[], begin: Begin): BatchTrace | undefined {
  const links = causes.flatMap(({ traceparent }) => (isKept(traceparent) ? [{ context: placeOf(traceparent) }] : []))
  if (links.length === 0) return undefined
  const startTime = Date.now()
  const own = { 'saga.causes': causes.length }
  const batch = begin('transaction', { kind: 'INTERNAL', links, startTime, attributes: own }, undefined)
  const link = { context: batch.spanContext() }
  const spans = new Map<string, Span>()

  function beginOne(id: string, name: string, beginning: Beginning, traceparent: string) {
    const span = begin(name, { ...beginning, startTime, links: [link] }, traceparent)
    spans.set(id, span)
    return traceparentOf(span)
  }

  function tell({ parked, failed, duplicates, announced }: Reacted) {
    for (const { cause, reason } of parked)
      spoil(spans.get(cause.id), reason ?? 'waits behind another event of its order')
    for (const [id, why] of failed) spoil(spans.get(id), String(why))
    for (const span of spans.values()) span.end()
    batch.setAttributes({ 'saga.duplicates': duplicates, 'saga.announced': announced.length }).end()
  }

  return {
    heard: (cause) => {
      const { id, traceparent } = cause
      if (!isKept(traceparent)) return cause
      const { name, ...beginning } = hearing(cause)
      return { ...cause, traceparent: beginOne(id, name, beginning, traceparent) }
    },
    waits: ({ id }) => {
      spans.delete(id)
    },
    announced: (id, { kind: { topic } }, { traceparent, correlationId }) => {
      if (!isKept(traceparent)) return traceparent
      const attributes = message(topic, id, 'create', correlationId)
      return beginOne(id, `create ${topic}`, { kind: 'PRODUCER', attributes }, traceparent)
    },
    follow: async (outcome) => {
      try {
        const reacted = await outcome
        if (reacted) tell(reacted)
        return reacted
      } catch (error) {
        spoil(batch, String(error))
        batch.end()
        throw error
      }
    },
  }
}

/** An event is processed; a request, an outcome, a deadline is decided on. */
function hearing(cause: Cause): Beginning & { readonly name: string } {
  const { id, name, correlationId, record } = cause
  if (!isEvent(cause)) {
    const attributes = { 'saga.order_id': correlationId, 'saga.cause_id': id }
    return { name: `decide ${name}`, kind: 'INTERNAL', attributes }
  }
  const place = record && {
    'messaging.destination.partition.id': String(record.partition),
    'messaging.kafka.offset': record.offset,
  }
  const attributes = { ...message(name, id, 'process', correlationId), ...place }
  return { name: `process ${name}`, kind: 'CONSUMER', attributes }
}

/** https://opentelemetry.io/docs/specs/semconv/messaging/ */
const message = (topic: string, id: string, operation: string, order: string): Attributes => ({
  'messaging.system': 'kafka',
  'messaging.destination.name': topic,
  'messaging.operation.name': operation,
  'messaging.message.id': id,
  'saga.order_id': order,
})
