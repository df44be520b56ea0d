import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import type { Log } from '../log.ts'
import { answerWithProblems } from './problems.ts'

export interface ServerOptions {
  readonly name: string
  readonly description: string
  readonly log: Log
}

/** The service's HTTP: one schema is validation, type and OpenAPI (`/docs`). */
export async function openServer({ name, description, log }: ServerOptions) {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  answerWithProblems(app)
  await app.register(helmet, { contentSecurityPolicy: false })
  await app.register(underPressure, { maxEventLoopDelay: 2_000, retryAfter: 1 })
  await app.register(swagger, { openapi: { info: { title: `Saga Shop: ${name}`, description, version: '1' } } })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  return app
}

export type Server = Awaited<ReturnType<typeof openServer>>
