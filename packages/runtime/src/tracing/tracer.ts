import { setTimeout as sleep } from 'node:timers/promises'
import type { Attributes, Link, Span, SpanContext, SpanKind, TimeInput, Tracer } from '@opentelemetry/api'
import { readTracing } from './config.ts'

/** What a span says when it begins. */
export interface Beginning {
  readonly kind: keyof typeof SpanKind
  readonly attributes: Attributes
  /** What it follows from without being part of it, such as the many causes of one transaction. */
  readonly links?: Link[]
  readonly startTime?: TimeInput
}

/** Begins a span below the place that a sound `traceparent` names; without one, it begins a trace. */
export type Begin = (name: string, beginning: Beginning, below: string | undefined) => Span

// Where nobody wants traces not even the API is loaded: it would take every process more than ten megabytes.
const api = readTracing() && (await import('@opentelemetry/api'))

/** Undefined, and then nothing is done for any event, unless this process was started with `preload.ts` and told where to send traces. */
export const begin: Begin | undefined = api && beginner(api)

function beginner({ ROOT_CONTEXT, SpanKind, trace }: NonNullable<typeof api>): Begin | undefined {
  const tracer = tracerOf(trace.getTracerProvider())
  return (
    tracer &&
    ((name, { kind, ...beginning }, below) => {
      const parent = below === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, placeOf(below))
      return tracer.startSpan(name, { ...beginning, kind: SpanKind[kind] }, parent)
    })
  )
}

/** The API has a provider also where no SDK was brought; that one makes nothing. */
function tracerOf(provider: { getTracer(name: string): Tracer }): Tracer | undefined {
  return api && provider instanceof api.ProxyTracerProvider
    ? provider.getDelegateTracer('saga-shop')
    : provider.getTracer('saga-shop')
}

const failure = 2

/** Something went wrong here. */
export const spoil = (span: Span | undefined, message: string) => span?.setStatus({ code: failure, message })

// How long a stop waits for a receiver that does not answer, in milliseconds.
const patience = 1_000

/** Hands over the spans that are still here, or gives up on them: nobody is kept from stopping. */
export async function finishTraces(): Promise<void> {
  const provider = api?.trace.getTracerProvider()
  const sdk = api && provider instanceof api.ProxyTracerProvider ? provider.getDelegate() : provider
  if (!sdk || !('forceFlush' in sdk) || typeof sdk.forceFlush !== 'function') return
  const flushed = Promise.resolve(sdk.forceFlush()).catch(() => {})
  await Promise.race([flushed, sleep(patience)])
}

const traceEnds = 35
const spanEnds = 52

/** The place in a trace that a sound `traceparent` names (https://www.w3.org/TR/trace-context/). */
export const placeOf = (traceparent: string): SpanContext => ({
  traceId: traceparent.slice(3, traceEnds),
  spanId: traceparent.slice(traceEnds + 1, spanEnds),
  traceFlags: flagsOf(traceparent),
  isRemote: true,
})

/** Whether whoever began the trace wants it to be kept. */
export const isKept = (traceparent: string | null | undefined): traceparent is string =>
  typeof traceparent === 'string' && (flagsOf(traceparent) & 1) === 1

const flagsOf = (traceparent: string) => Number.parseInt(traceparent.slice(spanEnds + 1), 16)

/** How a span is named to others. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${(traceFlags & 1) === 1 ? '01' : '00'}`
}

/** The trace of a sound `traceparent`, to find it by. */
export const traceIdOf = (traceparent: string | null | undefined) => traceparent?.slice(3, traceEnds)

interface Whose {
  readonly correlationId: string
  readonly traceparent?: string | null | undefined
}

/** Whom a line of the log is about: the order, and the trace if there is one. */
export const whose = ({ correlationId, traceparent }: Whose) => ({
  orderId: correlationId,
  ...(traceparent && { traceId: traceIdOf(traceparent) }),
})
