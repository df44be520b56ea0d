import type { RequestListener } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { httpServer, serverTls } from '@saga-shop/runtime/tls'
import Fastify, { LogController } from 'fastify'
import { answerError, answerUnknownPath, problem } from './problem.ts'

export type App = ReturnType<typeof openApp>

/** An HTTP server with problem bodies and health. It is ready for as long as `ready` resolves. */
export function openApp(settings: { LOG_LEVEL: string } & Parameters<typeof serverTls>[0], ready: () => Promise<void>) {
  const tls = serverTls(settings)
  const app = Fastify({
    ...(tls && { serverFactory: (listener: RequestListener) => httpServer(listener, tls, turnedAway) }),
    logger: { level: settings.LOG_LEVEL },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 1000 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    frameworkErrors: answerError,
  }).withTypeProvider<TypeBoxTypeProvider>()
  function turnedAway(why: string) {
    app.log.warn({ error: why }, 'a client was turned away')
  }
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerUnknownPath)
  app.get('/health/live', () => ({ status: 'live' }))
  app.get('/health/ready', (_, reply) =>
    ready().then(
      () => ({ status: 'ready' }),
      (error: Error) => problem(reply, 503, error.message),
    ),
  )
  return app
}

/** Listens until SIGTERM or Ctrl-C, then closes what was opened; nothing is left, so the process exits 0. */
export async function serve(app: App, { HOST, PORT }: { HOST: string; PORT: number }) {
  const stop = () => void app.close()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await app.listen({ host: HOST, port: PORT })
}
