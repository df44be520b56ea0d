import fastify from 'fastify'
import type { Registry } from 'prom-client'
import type { Log } from './log.ts'
import type { Source } from './source.ts'

/** Health and metrics. Live: the process answers. Ready: it relays every one of its sources. */
export function openRoutes(sources: readonly Source[], metrics: Registry, log: Log) {
  const server = fastify({ loggerInstance: log, disableRequestLogging: true })

  server.get('/health/live', () => ({ status: 'live' }))

  server.get('/health/ready', (_, reply) => {
    const isReady = sources.every(({ state }) => state.name === 'streaming')
    return reply.code(isReady ? 200 : 503).send({
      status: isReady ? 'ready' : 'not ready',
      sources: Object.fromEntries(sources.map(({ name, state: { name: state, ...why } }) => [name, { state, ...why }])),
    })
  })

  server.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))

  return server
}
