import { HttpProblem, type Server } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Account, Login, Me, Problem } from '../api.ts'
import type { Config } from '../config.ts'
import { accountCalled, accounts } from './accounts.ts'
import { perMinute } from './per-minute.ts'
import type { Sessions } from './session.ts'
import type { Tokens } from './tokens.ts'

const text = Type.String()
const KeySet = Type.Object({
  keys: Type.Array(Type.Object({ kty: text, crv: text, x: text, alg: text, use: text, kid: text })),
})

/** Logging in and out, and the keys by which services recognise our tokens. */
export function loginRoutes(app: Server, tokens: Tokens, { access, begin, end }: Sessions, { CONTROL_URL }: Config) {
  const me = (request: FastifyRequest): Me => {
    const { caller } = request
    const account = caller ? (accountCalled(caller.name) ?? null) : null
    return {
      account,
      ...(caller && { until: caller.until.toISOString() }),
      mayWatch: access.mayWatch(request),
      mayBreak: CONTROL_URL !== undefined && caller?.role === 'keeper',
    }
  }

  app.get(
    '/.well-known/jwks.json',
    {
      config: { always: true },
      schema: { summary: 'The public keys of our tokens (RFC 7517)', response: { 200: KeySet } },
    },
    async (_, reply) => reply.header('cache-control', 'public, max-age=60').send({ keys: [...tokens.keys.keys] }),
  )

  app.get(
    '/api/accounts',
    { schema: { summary: 'Demo accounts to log in with', response: { 200: Type.Array(Account) } } },
    async () => [...accounts],
  )

  app.post(
    '/api/login',
    {
      config: perMinute(60),
      schema: { summary: 'Log in as a demo account', body: Login, response: { 200: Me, 403: Problem } },
    },
    async (request, reply) => {
      const account = accountCalled(request.body.customer)
      if (!account) throw new HttpProblem(403, 'unknown-account', 'There is no such account.')
      const token = await tokens.forLogin(account)
      request.caller = await tokens.readLogin(token)
      if (request.caller) begin(reply, token, request.caller.until)
      return me(request)
    },
  )

  app.post(
    '/api/logout',
    { schema: { summary: 'Log out', response: { 204: Type.Null() } } },
    async (request, reply) => {
      if (request.caller) tokens.end(request.caller)
      return end(reply).code(204).send(null)
    },
  )

  app.get('/api/me', { schema: { summary: 'Who is logged in', response: { 200: Me } } }, async (request) => me(request))
}
