import { kafkaSettings, type Log, openLog, openServer, serveHealth, stopOnSignal, tlsOf } from '@saga-shop/runtime'
import { breakRoutes } from './breaking/break-routes.ts'
import type { Config } from './config.ts'
import { openMap } from './keeper/map.ts'
import { mapRoute } from './keeper/map-route.ts'
import { owedRoute } from './keeper/owed-route.ts'
import { parkedRoutes } from './keeper/parked-routes.ts'
import { openRates } from './keeper/rates.ts'
import { openAudience } from './live/audience.ts'
import { openHistory } from './live/history.ts'
import { listen } from './live/listening.ts'
import { type Live, liveRoute } from './live/live-route.ts'
import { openEnds } from './live/log-ends.ts'
import type { Told } from './live/memory.ts'
import { startPulse } from './live/pulse.ts'
import { openKeys } from './login/keys.ts'
import { loginRoutes } from './login/login-routes.ts'
import { ownPagesOnly } from './login/own-pages-only.ts'
import { openSessions } from './login/session.ts'
import { openTokens } from './login/tokens.ts'
import { openMetrics } from './metrics.ts'
import { securityHeaders } from './security.ts'
import { basketRoutes } from './shop/basket-routes.ts'
import { catalogueRoutes } from './shop/catalogue-routes.ts'
import type { Context } from './shop/context.ts'
import { orderRoutes } from './shop/order-routes.ts'
import { openStatus } from './shop/status.ts'
import { statusRoutes } from './shop/status-routes.ts'
import { traceRequests } from './tracing.ts'
import type { Searching } from './trail/from-kafka.ts'
import { trailRoute } from './trail/trail-route.ts'
import { openUpstreams } from './upstream/upstreams.ts'
import { openOrdersView } from './views/orders.ts'
import { openProductsView } from './views/products.ts'
import { servePages } from './web/pages.ts'

const description =
  'The shop window: one address in front of all services. It owns nothing; what it knows, it has heard.'

/** Runs the storefront until it is told to stop. It answers at once; events follow when Kafka is there. */
export async function runStorefront(config: Config) {
  const log = openLog('storefront', { instance: config.INSTANCE, level: config.LOG_LEVEL })
  const kafka = kafkaSettings(config, `storefront-${config.INSTANCE}`)
  const app = await openServer({ name: 'storefront', description, log, tls: publicTls(config), pages: true })
  traceRequests(app)
  securityHeaders(app)
  ownPagesOnly(app, config)
  const tokens = openTokens(await openKeys(config.SIGNING_KEY))
  const sessions = await openSessions(app, tokens, config)
  const upstreams = openUpstreams(config)
  const [products, orders] = [openProductsView(), openOrdersView(config.LIVE_MEMORY)]
  const context: Context = { config, access: sessions.access, tokens, upstreams, orders, products }
  const audience = openAudience()
  const ends = openEnds(kafka, log)
  const rates = openRates()
  let live: (Live & Searching & { stop(): Promise<void>; joined(): boolean }) | undefined
  let stopping = false

  openMetrics(app, audience, upstreams)
  serveHealth(app, {
    stopping: () => (stopping ? 'stopping' : undefined),
    events: () => (live?.joined() ? undefined : 'Kafka is not heard yet'),
  })
  loginRoutes(app, tokens, sessions, config)
  catalogueRoutes(app, context)
  basketRoutes(app, context)
  orderRoutes(app, context)
  statusRoutes(
    app,
    openStatus(upstreams, () => live?.joined() === true),
  )
  liveRoute(app, context, audience, () => live)
  const map = openMap(config, ends, rates)
  trailRoute(app, context, () => live)
  mapRoute(app, context, map)
  owedRoute(app, context)
  parkedRoutes(app, context)
  breakRoutes(app, context)
  await servePages(app)
  app.addHook('preClose', async () => audience.close())
  await app.listen({ host: config.HOST, port: config.PORT })
  log.info({ address: app.listeningOrigin }, 'listening')
  const stopPulse = startPulse(audience, async () => live && (await ends.behind(live.memory)))

  stopOnSignal(log, async () => {
    stopping = true
    stopPulse()
    await app.close()
    await live?.stop()
    await Promise.all([ends.close(), map.close(), ...Object.values(upstreams).map(({ close }) => close())])
  })

  const tell = (told: Told) => {
    products.hear(told.event)
    orders.hear(told.event)
    audience.tell(told)
    rates.count('all')
    rates.count(told.event.topic)
  }
  live = await hear(config, log, tell, () => stopping)
}

async function hear(config: Config, log: Log, tell: (told: Told) => void, stopping: () => boolean) {
  const kafka = kafkaSettings(config, `storefront-${config.INSTANCE}`)
  const registry = { registryUrl: config.REGISTRY_URL, tls: tlsOf('HTTP', config) }
  const options = { kafka, ...registry, most: config.LIVE_MEMORY, log }
  const listening = await listen(options, tell, stopping)
  const { partitions } = listening.memory.places
  return { ...listening, history: openHistory(kafka, listening.readers, log), kafka, partitions, log }
}

/** Browsers show no certificates of ours: ours is shown to them, and none wanted of them. */
function publicTls(config: Config) {
  const files = tlsOf('HTTP', config)
  return files?.cert ? { cert: files.cert, key: files.key } : undefined
}
