import { guardRoutes } from './access/guard.ts'
import { accessRules } from './access/settings.ts'
import { armCrashPoint } from './crash-point.ts'
import { type Database, openDatabase } from './database.ts'
import type { Deadline } from './deadlines/deadline.ts'
import { measureOwed } from './deadlines/owed-metrics.ts'
import { serveOwed } from './deadlines/owed-route.ts'
import { watchedBy } from './deadlines/watched.ts'
import { buildEngine, type Engine } from './engine.ts'
import type { Figures } from './figures.ts'
import { type Check, serveHealth } from './http/health.ts'
import { measureRequests } from './http/latencies.ts'
import { openMetrics } from './http/metrics.ts'
import { serveMetrics } from './http/prometheus.ts'
import { type Ask, requester } from './http/requests.ts'
import { openServer, type Server } from './http/server.ts'
import type { Calls } from './intents/calls.ts'
import { type Log, openLog } from './log.ts'
import { serveParking } from './parking/parking-routes.ts'
import type { Reaction } from './reaction.ts'
import type { Recollection } from './restoring/recollection.ts'
import type { ServiceSettings } from './settings.ts'
import { sql } from './sql.ts'
import { stopOnSignal } from './stopping.ts'
import { serverTls } from './tls/settings.ts'
import { serveTrail, trailedBy } from './trail/trail-route.ts'
import { untilItWorks } from './waiting.ts'

/** A service: what it hears, which outside calls it makes, what it serves. */
export interface ServiceDefinition {
  readonly name: string
  readonly description: string
  readonly settings: ServiceSettings
  readonly reactions: readonly Reaction[]
  readonly calls?: readonly Calls<unknown, unknown>[]
  /** What it owes and is owed, and until when. */
  readonly deadlines?: readonly Deadline[]
  /** What was asked of it, told by what it announced, for when its database is restored. */
  readonly recollections?: readonly Recollection[]
  /** What of its tables whoever is on call should see. */
  readonly figures?: readonly Figures[]
  /** What else must be well for it to be ready, by name: the bank, the carrier, the mail server. */
  readonly checks?: Record<string, Check>
  routes(app: Server, context: RouteContext): void
}

/** What routes work with. */
export interface RouteContext {
  readonly database: Database
  readonly log: Log
  /** Asks for a decision; answers once it is committed. Rejects with the problem to answer with. */
  readonly ask: Ask
}

// Longer than any statement takes, and not much longer than a session with Kafka lasts, in milliseconds.
const databasePatience = 8_000

/** Runs a service until it is told to stop. HTTP is there at once; the rest as soon as Kafka, registry and database are. */
export async function runService(definition: ServiceDefinition) {
  const { name, description, settings } = definition
  armCrashPoint(settings.CRASH_AT)
  const log = openLog(name, { instance: settings.INSTANCE, level: settings.LOG_LEVEL })
  const metrics = openMetrics(name)
  const database = openDatabase({
    get url() {
      return settings.DATABASE_URL
    },
    patience: databasePatience,
    onBroken: ({ message }) => log.warn({ error: message }, 'a database connection broke'),
  })
  metrics.database(database)
  const limits = { requestsAtOnce: settings.REQUESTS_AT_ONCE, patience: settings.REQUEST_PATIENCE_MS }
  const refused = (reason: string) => metrics.refused.inc({ reason })
  const tls = serverTls(settings)
  const app = await openServer({ name, description, log, requestsAtOnce: limits.requestsAtOnce, refused, tls })
  guardRoutes(app, name, accessRules(settings))
  let engine: Engine | undefined
  let stopping = false
  serveHealth(app, {
    stopping: () => (stopping ? 'stopping' : undefined),
    database: () => reachable(database),
    group: () => membership(engine),
    batches: () => engine?.trouble(),
    ...definition.checks,
  })
  measureRequests(app, metrics.latencies)
  serveMetrics(app, metrics.registry)
  for (const { tell } of definition.figures ?? []) tell(metrics.registry, database)
  const watched = watchedBy(definition)
  measureOwed(metrics.registry, database, watched)
  serveOwed(app, database, watched)
  serveParking(app, () => engine?.parking)
  serveTrail(app, database, trailedBy(definition))
  definition.routes(app, {
    database,
    log,
    ask: requester(() => (engine?.replays() ? undefined : engine?.batcher), limits),
  })
  await app.listen({ host: settings.HOST, port: settings.PORT })
  log.info({ address: app.listeningOrigin }, 'listening')

  stopOnSignal(log, async () => {
    stopping = true
    await app.close()
    await engine?.stop()
    await database.close()
  })

  const warn = (error: unknown) =>
    log.warn({ error: String(error) }, 'the schema registry cannot be asked yet; trying again')
  engine = await untilItWorks(
    () => buildEngine(definition, { database, log, metrics }),
    warn,
    () => stopping,
  )
  await engine.start()
}

async function reachable(database: Database) {
  try {
    await database.query(sql`select 1`)
    return undefined
  } catch (error) {
    return `out of reach: ${error instanceof Error ? error.message : error}`
  }
}

function membership(engine: Engine | undefined) {
  if (!engine) return 'the schema registry was not reached yet'
  return engine.joined() ? undefined : 'not a member of the consumer group'
}
