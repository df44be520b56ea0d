import { trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { vi } from 'vitest'

// To be imported before anything of the runtime: who wants traces must have said so by then.
vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'in this process')
const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }))

const failure = 2

/** What was told since it was last asked. */
export function told() {
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    order: span.attributes['saga.order_id'],
    duplicates: span.attributes['saga.duplicates'],
    traceparent: `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`,
    below: span.parentSpanContext?.spanId,
    failed: span.status.code === failure ? span.status.message : undefined,
  }))
  exporter.reset()
  return spans
}
