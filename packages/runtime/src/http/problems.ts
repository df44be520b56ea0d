import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { isTransient } from '../failures.ts'
import { traceIdOf } from '../tracing/tracer.ts'

/** A problem as RFC 9457 has it; `type` is a short name of ours, told apart by `reason`. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'about:blank, or a URN naming the problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'What is wrong, and what to do' })),
  },
  { title: 'Problem', description: 'What went wrong (RFC 9457)' },
)

/** An answer that says no. Routes throw it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly reason: string
  readonly retryAfter: number | undefined
  /** Further members of the problem's body. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(status: number, reason: string, detail: string, retryAfter?: number, more = {}) {
    super(detail)
    this.status = status
    this.reason = reason
    this.retryAfter = retryAfter
    this.more = more
  }
}

export const notFound = (what: string) => new HttpProblem(404, 'not-found', `There is no ${what}.`)

/** Every answer that is not a success has a problem body, also those that fastify makes itself. */
export function answerWithProblems(app: FastifyInstance, refused: (reason: string) => void = () => {}) {
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, 404, 'not-found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
  )
  app.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
    if (error instanceof HttpProblem) {
      if (error.retryAfter) {
        refused(error.reason)
        reply.header('retry-after', error.retryAfter)
      }
      return sendProblem(reply, error.status, error.reason, error.message, error.more)
    }
    if (isTransient(error))
      return sendProblem(
        reply.header('retry-after', 1),
        503,
        'database-unavailable',
        'The database cannot be reached. Try again in a second.',
      )
    const status = error.statusCode ?? 500
    if (error.validation) return sendProblem(reply, 400, 'invalid-request', error.message)
    if (status < 500) return sendProblem(reply, status, 'invalid-request', error.message)
    if (status === 503)
      return sendProblem(
        reply.header('retry-after', 1),
        503,
        'overloaded',
        'Too busy at the moment. Try again in a second.',
      )
    const trace = traceIdOf(request.telemetry?.traceparent) ?? randomUUID()
    request.log.error({ err: error, trace }, 'a request failed')
    return sendProblem(reply, 500, 'internal', `Something failed here. The log has the details, as trace ${trace}.`)
  })
}

const titles = new Map([
  [400, 'Invalid request'],
  [404, 'Not found'],
  [409, 'Conflict'],
  [413, 'Too large'],
  [415, 'Unsupported media type'],
  [422, 'Unprocessable'],
  [429, 'Too many requests'],
  [500, 'Internal error'],
  [503, 'Unavailable'],
])

/** A problem as it goes out. */
export const problemOf = (
  status: number,
  reason: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
) =>
  JSON.stringify({
    type: `urn:saga-shop:problem:${reason}`,
    title: titles.get(status) ?? 'Problem',
    status,
    detail,
    ...more,
  })

export const sendProblem = (
  reply: FastifyReply,
  status: number,
  reason: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(problemOf(status, reason, detail, more))
