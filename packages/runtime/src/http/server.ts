import type { RequestListener } from 'node:http'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { Value } from 'typebox/value'
import type { Log } from '../log.ts'
import { httpServer, type ServerTls } from '../tls/server.ts'
import { traceRequests } from '../tracing/request-trace.ts'
import { usualLimits } from './admission.ts'
import { refuseOverload } from './overload.ts'
import { answerWithProblems, Problem } from './problems.ts'
import { answerExpectation, answerGarbled, answerStrangeAddress } from './unreadable.ts'

export interface ServerOptions {
  readonly name: string
  readonly description: string
  readonly log: Log
  /** Requests in hand at the most: more are refused. */
  readonly requestsAtOnce?: number
  /** Told of each answer that says: not now. */
  readonly refused?: (reason: string) => void
  /** Without it, plain HTTP. */
  readonly tls?: ServerTls | undefined
  /** Serves pages, too: browsers are told all that helmet knows of. */
  readonly pages?: boolean
}

// Fifty lines of a basket take 7 kB. Whatever is in hand at once must fit into memory.
const bodyLimit = 64 * 1024
const requestTimeout = 30_000
const keepAliveTimeout = 72_000

/** The service's HTTP: one schema is validation, type and OpenAPI (`/docs`). */
export async function openServer(options: ServerOptions) {
  const { name, description, log, refused, requestsAtOnce, tls, pages = false } = options
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout,
    bodyLimit,
    frameworkErrors: answerStrangeAddress,
    clientErrorHandler: answerGarbled,
    forceCloseConnections: 'idle',
    ...(tls && { serverFactory: secured(tls, log) }),
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(withDefaults)
  app.server.on('checkExpectation', answerExpectation)
  answerWithProblems(app, refused)
  await refuseOverload(app, requestsAtOnce ?? usualLimits.requestsAtOnce)
  traceRequests(app)
  await app.register(helmet, pages ? headersOfPages : headersOfAnswers(tls !== undefined))
  await app.register(swagger, {
    openapi: { info: { title: `Saga Shop: ${name}`, description, version: '1' } },
    transform: ({ schema, url }) => ({
      schema: { ...schema, response: { default: Problem, ...answersOf(schema) } },
      url,
    }),
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  return app
}

// What a page may load differs from server to server: who serves pages says so.
const headersOfPages = { contentSecurityPolicy: false }

/** Most of what helmet says is about pages. It is made anew for each answer, and an answer of a service is data. */
const headersOfAnswers = (overTls: boolean) => ({
  ...headersOfPages,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: overTls,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

/** The same server over TLS: what fastify sets on its own one, it leaves to us. */
const secured = (tls: ServerTls, log: Log) => (listener: RequestListener) =>
  Object.assign(
    httpServer(listener, tls, (why) => log.warn({ error: why }, 'a client was turned away')),
    { requestTimeout, keepAliveTimeout },
  )

/** What a query leaves out is what its schema says. */
const withDefaults: typeof TypeBoxValidatorCompiler = (route) => {
  const validate = TypeBoxValidatorCompiler(route)
  return (value) => validate(route.httpPart === 'body' ? value : Value.Default(route.schema, value))
}

/** Any route may also answer with a problem that is not its own: too large, too much, no such type of body. */
const answersOf = (schema: { response?: unknown } | undefined) => (schema?.response ?? {}) as Record<string, unknown>

export type Server = Awaited<ReturnType<typeof openServer>>
