import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { Value } from 'typebox/value'
import type { Log } from '../log.ts'
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
}

// Fifty lines of a basket take 7 kB. Whatever is in hand at once must fit into memory.
const bodyLimit = 64 * 1024

/** The service's HTTP: one schema is validation, type and OpenAPI (`/docs`). */
export async function openServer({ name, description, log, refused, requestsAtOnce }: ServerOptions) {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 30_000,
    bodyLimit,
    frameworkErrors: answerStrangeAddress,
    clientErrorHandler: answerGarbled,
    forceCloseConnections: 'idle',
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(withDefaults)
  app.server.on('checkExpectation', answerExpectation)
  answerWithProblems(app, refused)
  await refuseOverload(app, requestsAtOnce ?? usualLimits.requestsAtOnce)
  await app.register(helmet, { contentSecurityPolicy: false })
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

/** What a query leaves out is what its schema says. */
const withDefaults: typeof TypeBoxValidatorCompiler = (route) => {
  const validate = TypeBoxValidatorCompiler(route)
  return (value) => validate(route.httpPart === 'body' ? value : Value.Default(route.schema, value))
}

/** Any route may also answer with a problem that is not its own: too large, too much, no such type of body. */
const answersOf = (schema: { response?: unknown } | undefined) => (schema?.response ?? {}) as Record<string, unknown>

export type Server = Awaited<ReturnType<typeof openServer>>
