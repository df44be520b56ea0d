import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Answers with a problem body (RFC 9457). */
export function problem(reply: FastifyReply, status: number, detail: string) {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body))
}

/** Whatever is thrown becomes a problem: the caller's mistakes say what is wrong, ours only that it is ours. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const status = error.statusCode ?? 500
  if (status < 500) return problem(reply, status, error.message)
  request.log.error(error)
  return problem(reply, 500, 'Something broke here; the request may be repeated.')
}

export const answerUnknownPath = (request: FastifyRequest, reply: FastifyReply) =>
  problem(reply, 404, `There is no ${request.method} ${request.url}.`)
