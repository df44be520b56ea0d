import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span } from '@opentelemetry/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asTraceparent, asTracestate } from '../listening/headers.ts'
import { begin, spoil, traceparentOf } from './tracer.ts'

/** The trace that a request belongs to. */
export interface RequestTrace {
  readonly traceparent: string
  readonly tracestate: string | undefined
  readonly span?: Span
}

declare module 'fastify' {
  interface FastifyRequest {
    telemetry: RequestTrace | undefined
  }
}

const current = new AsyncLocalStorage<RequestTrace>()

/** The trace of the request that is being answered; a client's own `traceparent` is passed on also where no spans are made. */
export const currentTrace = (): RequestTrace | undefined => current.getStore()

/** Gives every request its place in a trace: the client's, or a new one. Health and figures are asked all the time, and have none. */
export function traceRequests(app: FastifyInstance) {
  app.decorateRequest('telemetry', undefined)
  app.addHook('onRequest', (request, _, done) => {
    request.telemetry = traceOf(request)
    done()
  })
  // Not earlier: reading a body leaves the context that it was asked in.
  app.addHook('preHandler', ({ telemetry }, _, done) => (telemetry ? current.run(telemetry, done) : done()))
  if (begin)
    app.addHook('onResponse', (request, reply, done) => {
      end(request.telemetry?.span, reply)
      done()
    })
}

function traceOf(request: FastifyRequest): RequestTrace | undefined {
  const { headers, routeOptions } = request
  if (begin && routeOptions.config.always) return undefined
  const traceparent = asTraceparent(headers['traceparent']?.toString())
  const tracestate = traceparent && asTracestate(headers['tracestate']?.toString())
  const span = begin?.(nameOf(request), { kind: 'SERVER', attributes: attributesOf(request) }, traceparent)
  if (span) return { traceparent: traceparentOf(span), tracestate, span }
  return traceparent === undefined ? undefined : { traceparent, tracestate }
}

const routeOf = ({ routeOptions }: FastifyRequest) => routeOptions.url ?? 'nowhere'
const nameOf = (request: FastifyRequest) => `${request.method} ${routeOf(request)}`
const attributesOf = (request: FastifyRequest) => ({
  'http.request.method': request.method,
  'http.route': routeOf(request),
})

function end(span: Span | undefined, { statusCode }: FastifyReply) {
  if (!span) return
  span.setAttribute('http.response.status_code', statusCode)
  if (statusCode >= 500) spoil(span, `answered ${statusCode}`)
  span.end()
}
