import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { listenOnLoopback } from '@saga-shop/local/parts'

/** A span, as far as a test looks at it. */
export interface Span {
  readonly service: string
  readonly name: string
  readonly traceId: string
  readonly id: string
  /** Empty where a trace begins. */
  readonly parent: string
  readonly failed: boolean
  readonly attributes: Readonly<Record<string, string>>
  readonly links: readonly { readonly traceId: string; readonly id: string }[]
}

/** A small OTLP receiver over HTTP: takes what services send, in JSON, and keeps it. */
export async function openReceiver() {
  const spans: Span[] = []
  const server = createServer((request, response) => {
    read(request).then(
      (more) => {
        spans.push(...more)
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      },
      (error: unknown) => response.writeHead(400).end(String(error)),
    )
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}`,
    spans: (): readonly Span[] => spans,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface WireSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly status?: { readonly code?: number }
  readonly attributes?: readonly Attribute[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[]
  }[]
}

async function read(request: IncomingMessage): Promise<Span[]> {
  if (request.url !== '/v1/traces') throw new Error(`nothing is taken at ${request.url}`)
  const { resourceSpans } = (await json(request)) as Export
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = valuesOf(resource.attributes)['service.name'] ?? ''
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => toSpan(service, span)))
  })
}

const failure = 2

const toSpan = (service: string, span: WireSpan): Span => ({
  service,
  name: span.name,
  traceId: span.traceId,
  id: span.spanId,
  parent: span.parentSpanId ?? '',
  failed: span.status?.code === failure,
  attributes: valuesOf(span.attributes ?? []),
  links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, id: spanId })),
})

const valuesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]))
