import cookie from '@fastify/cookie'
import { HttpProblem, type Server } from '@saga-shop/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Caller, Tokens } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined when nobody is logged in. */
    caller: Caller | undefined
  }
}

/** Who is allowed to ask, as routes say it. */
export interface Access {
  /** Somebody who is logged in. */
  someone(request: FastifyRequest): Caller
  keeper(request: FastifyRequest): Caller
  /** Whether this caller may see the events of all orders. */
  mayWatch(request: FastifyRequest): boolean
}

/** Logins in a cookie that scripts cannot read and other sites cannot send. */
export async function openSessions(app: Server, tokens: Tokens, { PUBLIC_URL, WATCHERS }: Config) {
  const secure = PUBLIC_URL.startsWith('https:')
  const name = secure ? '__Host-saga-login' : 'saga-login' // the prefix makes browsers insist on Secure, Path=/ and no Domain
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  await app.register(cookie)
  app.decorateRequest('caller', undefined)
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[name]
    request.caller = token ? await tokens.readLogin(token) : undefined
  })

  const access: Access = {
    someone: ({ caller }) => caller ?? refuse(401, 'log-in-first', 'Log in first.'),
    keeper: ({ caller }) =>
      caller?.role === 'keeper' ? caller : refuse(caller ? 403 : 401, 'keepers-only', 'Only the keeper may do that.'),
    mayWatch: ({ caller }) => WATCHERS === 'anybody' || caller?.role === 'keeper',
  }
  return {
    access,
    begin: (reply: FastifyReply, token: string, until: Date) =>
      reply.setCookie(name, token, { ...attributes, expires: until }),
    end: (reply: FastifyReply) => reply.clearCookie(name, attributes),
  }
}

export type Sessions = Awaited<ReturnType<typeof openSessions>>

function refuse(status: number, reason: string, detail: string): never {
  throw new HttpProblem(status, reason, detail)
}
