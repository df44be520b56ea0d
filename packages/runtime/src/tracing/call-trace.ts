import type { Span } from '@opentelemetry/api'
import type { DueIntent } from '../intents/intent-rows.ts'
import { type Begin, begin, isKept, spoil, traceparentOf } from './tracer.ts'

/** The spans of outside calls that are made together: one each, in the trace of its order. */
export interface CallTrace {
  /** It is known what came of the call: the traceparent of what follows. */
  answered(intent: DueIntent): string | null | undefined
  /** No, or no answer. */
  failed(intent: DueIntent, why: string): void
}

/** Begins them, if anybody wants them. A call that is put off was not made, and has no span. */
export const traceCalls = (due: readonly DueIntent[]): CallTrace | undefined => begin && callTrace(due, begin)

function callTrace(due: readonly DueIntent[], begin: Begin): CallTrace {
  const spans = new Map(due.flatMap((intent) => spanOf(intent, due.length, begin)))
  return {
    answered: ({ id, traceparent }) => {
      const span = spans.get(id)
      span?.end()
      return span ? traceparentOf(span) : traceparent
    },
    failed: ({ id }, why) => spoil(spans.get(id), why)?.end(),
  }
}

function spanOf(intent: DueIntent, together: number, begin: Begin): [string, Span][] {
  const { id, kind, correlationId, traceparent, attempt } = intent
  if (!isKept(traceparent)) return []
  const attributes = { 'saga.order_id': correlationId, 'saga.attempt': attempt, 'saga.calls_together': together }
  return [[id, begin(`call ${kind}`, { kind: 'CLIENT', attributes }, traceparent)]]
}
