import { type Link, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { TracingSettings } from './config.ts'

// A transaction has a link for each of its causes, and a burst of spans must not push others out.
const mostLinks = 2_000
const mostWaiting = 20_000

/** Sends the spans of this process to a receiver; while that is out of reach they are dropped, and nothing waits for it. */
export function startTracing({ endpoint, service, instance, share }: TracingSettings): void {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'saga-shop',
      'service.name': service,
      'service.instance.id': instance,
    }),
    sampler: new ParentBasedSampler({ root: withItsLinks(new TraceIdRatioBasedSampler(share)) }),
    spanLimits: { linkCountLimit: mostLinks },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: 500,
        maxQueueSize: mostWaiting,
        maxExportBatchSize: 1_000,
      }),
    ],
  })
  trace.setGlobalTracerProvider(provider)
  process.once('beforeExit', () => void lastWords(provider))
}

// How long a process that has nothing else to do waits for a receiver that does not answer, in milliseconds.
const patience = 1_000

async function lastWords(provider: TracerProvider) {
  setTimeout(() => process.exit(), patience).unref()
  await provider.forceFlush().catch(() => {})
}

/** What begins a trace of its own and is linked with others is only made when one of those is kept. */
const withItsLinks = (root: Sampler): Sampler => ({
  shouldSample: (context, id, name, kind, attributes, links: Link[]) =>
    links.length > 0
      ? { decision: SamplingDecision.RECORD_AND_SAMPLED }
      : root.shouldSample(context, id, name, kind, attributes, links),
  toString: () => `WithItsLinks(${root})`,
})
