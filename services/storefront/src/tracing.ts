import { randomBytes, randomUUID } from 'node:crypto'
import type { Server } from '@saga-shop/runtime'

declare module 'fastify' {
  interface FastifyRequest {
    /** By which this request is found again, here and in every service that was asked because of it. */
    trace: Trace
  }
}

export interface Trace {
  readonly requestId: string
  /** https://www.w3.org/TR/trace-context/ */
  readonly traceparent: string
}

/** Gives each request an id and a trace, and says both in its answer. */
export function traceRequests(app: Server) {
  app.decorateRequest('trace')
  app.addHook('onRequest', (request, reply, done) => {
    const traceparent = request.telemetry?.traceparent ?? goingOn(request.headers['traceparent'])
    request.trace = { requestId: randomUUID(), traceparent }
    reply.header('x-request-id', request.trace.requestId)
    reply.header('traceparent', request.trace.traceparent)
    done()
  })
}

const pattern = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/

/** The trace that the caller began goes on; otherwise it begins here. Where spans are made, the runtime has seen to it. */
function goingOn(said: string | string[] | undefined): string {
  const [, trace, , flags] = pattern.exec(String(said)) ?? []
  const known = trace && !/^0+$/.test(trace)
  return `00-${known ? trace : randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-${known ? flags : '01'}`
}

/** What a service that is asked because of this request shall know. */
export const headersOf = ({ requestId, traceparent }: Trace) => ({ 'x-request-id': requestId, traceparent })
