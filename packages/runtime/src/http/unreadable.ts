import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { problemOf, sendProblem } from './problems.ts'

const statuses = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
])

/** What is not even HTTP never reaches fastify: it is answered on the socket, with a problem like all others. */
export function answerGarbled(error: ConnectionError, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const status = statuses.get(error.code) ?? 400
  const body = problemOf(status, 'invalid-request', 'This cannot be read as an HTTP request.')
  const head = [`HTTP/1.1 ${status} Refused`, 'content-type: application/problem+json', 'connection: close']
  return socket.end([...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'))
}

/** Addresses that cannot be decoded, or name something longer than any name of ours. */
export const answerStrangeAddress = (error: FastifyError, _: FastifyRequest, reply: FastifyReply) =>
  void sendProblem(reply, error.statusCode ?? 400, 'invalid-request', 'This address cannot be read.')

/** `Expect:` something that nobody here does. */
export function answerExpectation(_: IncomingMessage, response: ServerResponse) {
  response.writeHead(417, { 'content-type': 'application/problem+json' })
  response.end(problemOf(417, 'invalid-request', 'This expectation cannot be met: leave out the header Expect.'))
}
