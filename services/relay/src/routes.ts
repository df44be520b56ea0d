import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { httpServer, type ServerTls } from '@saga-shop/runtime/tls'
import type { Registry } from 'prom-client'
import type { Lags, SlotLag } from './lag.ts'
import type { Source } from './source.ts'

/** Health and metrics. Live: the process answers. Ready: it relays every one of its sources. Too little for a framework. */
export function openRoutes(
  sources: readonly Source[],
  metrics: Registry,
  lags: () => Promise<Lags>,
  tls?: ServerTls,
  turnedAway: (why: string) => void = () => {},
): Server {
  async function answerTo(request: IncomingMessage, response: ServerResponse) {
    switch (request.url) {
      case '/health/live':
        return answer(response, 200, { status: 'live' })
      case '/health/ready':
        return answerReady(response, sources, await lags())
      case '/metrics':
        response.setHeader('content-type', metrics.contentType)
        return response.end(await metrics.metrics())
      default:
        return answer(response, 404, { title: 'Not Found', status: 404 })
    }
  }
  return httpServer((request, response) => void answerTo(request, response), tls, turnedAway)
}

function answerReady(response: ServerResponse, sources: readonly Source[], lags: Lags) {
  const isReady = sources.every(({ state }) => state.name === 'streaming')
  const entries = sources.map(({ name, state: { name: state, ...why } }) => [
    name,
    { state, ...why, ...lagIn(lags.get(name)) },
  ])
  answer(response, isReady ? 200 : 503, {
    status: isReady ? 'ready' : 'not ready',
    sources: Object.fromEntries(entries),
  })
}

const lagIn = (lag: SlotLag | 'lost' | undefined) =>
  lag === undefined || lag === 'lost' ? {} : { lagBytes: lag.bytes, lagSeconds: Math.round(lag.seconds) }

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
