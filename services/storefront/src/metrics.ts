import { counter, gauge, openRegister, type Server, serveMetrics } from '@saga-shop/runtime'
import { Gauge, Histogram } from 'prom-client'
import type { Audience } from './live/audience.ts'
import { type Upstreams, upstreamNames } from './upstream/upstreams.ts'

/** The storefront's figures, under the names that Prometheus' conventions want. */
export function openMetrics(app: Server, audience: Audience, upstreams: Upstreams) {
  const registry = openRegister('storefront')
  const registers = [registry]
  gauge('storefront_live_watchers', 'Connections that events are told to.', audience.watchers, registers)
  counter('storefront_live_dropped_total', 'Watchers dropped for being slow.', audience.dropped, registers)
  new Gauge({
    name: 'storefront_upstream_up',
    help: '1 while a service answers, by the last question.',
    labelNames: ['upstream'],
    registers,
    collect() {
      for (const upstream of upstreamNames) this.set({ upstream }, upstreams[upstream].condition().since ? 0 : 1)
    },
  })
  const seconds = new Histogram({
    name: 'storefront_request_duration_seconds',
    help: 'Time per request, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers,
  })
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    seconds.observe({ method, route: routeOptions.url ?? 'none', status: String(statusCode) }, elapsedTime / 1_000)
  })
  serveMetrics(app, registry)
}
