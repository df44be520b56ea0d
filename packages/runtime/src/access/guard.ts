import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpProblem } from '../http/problems.ts'
import { type Bearer, inside } from './bearer.ts'
import type { AccessRules } from './settings.ts'
import { openVerifier, unknown } from './verify.ts'

/** Who may use a route. One that says nothing is for the keeper. */
export type Access =
  /** Everybody, also without a token. */
  | 'anybody'
  /** Whoever has a token; the route itself looks whose the things are: `mayKnow`. */
  | 'anybody-known'
  /** The customer that the request names, and the keeper. */
  | { readonly customer: (request: FastifyRequest) => string | undefined }
  /** The customer whose order the request names, as the token's issuer knows, and the keeper. */
  | { readonly order: (request: FastifyRequest) => string | undefined }

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access
  }
  interface FastifyRequest {
    /** Who asks; undefined where no tokens are asked for (`JWKS_URL` is not set). */
    bearer: Bearer | undefined
  }
}

/** Lets in whom a route is for. Who asks is found out by their token, and by nobody's word. Without `JWKS_URL` all are let in. */
export function guardRoutes(app: FastifyInstance, audience: string, { keysUrl, tokenless, tls }: AccessRules) {
  app.decorateRequest('bearer', undefined)
  if (!keysUrl) return
  const verify = openVerifier({ keysUrl, audience, tls })

  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return
    const { authorization } = request.headers
    if (authorization === undefined && tokenless === 'trusted') {
      request.bearer = inside
      return
    }
    reply.header('www-authenticate', 'Bearer')
    if (authorization === undefined) throw unknown('This wants a token.')
    request.bearer = await verify(authorization)
    reply.removeHeader('www-authenticate')
  })

  app.addHook('preHandler', async (request) => {
    if (!isOpen(request) && !isLetIn(request, request.routeOptions.config.access)) throw forbidden()
  })
}

/** Whether who asks may know what belongs to this customer. */
export const mayKnow = ({ bearer }: FastifyRequest, customerId: string) =>
  bearer === undefined || bearer.role === 'keeper' || bearer.customerId === customerId

/** Health and figures, documentation, and what is for everybody; also addresses that do not exist. */
const isOpen = ({ routeOptions: { config, url } }: FastifyRequest) =>
  url === undefined || config.always === true || config.access === 'anybody' || /^\/docs(\/|$)/.test(url)

function isLetIn(request: FastifyRequest, access: Access | undefined): boolean {
  const { bearer } = request
  if (!bearer) return false
  if (bearer.role === 'keeper' || access === 'anybody-known') return true
  if (access === undefined || access === 'anybody') return false
  if ('customer' in access) return access.customer(request) === bearer.customerId
  const order = access.order(request)
  return order !== undefined && bearer.orders.includes(order)
}

const forbidden = () => new HttpProblem(403, 'not-yours', 'This is not for you.')

const textIn = (from: unknown, name: string) => {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined
  return typeof value === 'string' ? value : undefined
}

/** The customer, or the customer of the order, that a part of the address names. */
export const customerInPath = (name: string): Access => ({ customer: ({ params }) => textIn(params, name) })
export const customerInQuery = (name: string): Access => ({ customer: ({ query }) => textIn(query, name) })
export const orderInPath = (name: string): Access => ({ order: ({ params }) => textIn(params, name) })
export const orderInQuery = (name: string): Access => ({ order: ({ query }) => textIn(query, name) })
