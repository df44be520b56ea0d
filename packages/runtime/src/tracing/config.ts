import { basename, dirname } from 'node:path'

/** Where traces go, and which. The names are OpenTelemetry's own. */
export interface TracingSettings {
  /** Of an OTLP receiver over HTTP, such as `http://localhost:4318`. */
  readonly endpoint: string
  readonly service: string
  readonly instance: string
  /** The share of traces that begin here and are kept, from 0 to 1; one that began elsewhere is kept if it was kept there. */
  readonly share: number
}

/** Undefined unless `OTEL_EXPORTER_OTLP_ENDPOINT` says where to. */
export function readTracing(): TracingSettings | undefined {
  const { env, argv } = process
  const endpoint = env['OTEL_EXPORTER_OTLP_ENDPOINT']?.replace(/\/$/, '')
  if (!endpoint) return undefined
  const service = env['OTEL_SERVICE_NAME'] ?? serviceIn(argv[1] ?? '')
  const share = shareOf(env['OTEL_TRACES_SAMPLER'], env['OTEL_TRACES_SAMPLER_ARG'])
  return { endpoint, service, instance: env['INSTANCE'] ?? '1', share }
}

/** `services/order/src/main.ts` is order's. */
const serviceIn = (main: string) => basename(dirname(dirname(main))) || 'saga-shop'

/** Those samplers of OpenTelemetry that decide by themselves; whoever continues a trace does as its beginner did. */
function shareOf(sampler = 'parentbased_always_on', share = '1'): number {
  const name = sampler.replace(/^parentbased_/, '')
  if (name === 'always_on') return 1
  if (name === 'always_off') return 0
  const number = Number(share)
  if (name === 'traceidratio' && number >= 0 && number <= 1) return number
  throw new Error(`OTEL_TRACES_SAMPLER: no such sampler here: ${sampler} ${share}`)
}
