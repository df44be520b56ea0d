import { once } from 'node:events'
import { armCrashPoint } from '@saga-shop/runtime/crash-point'
import { readConfig } from './config.ts'
import { lagReader } from './lag.ts'
import { openLog } from './log.ts'
import { openMetrics } from './metrics.ts'
import { openRoutes } from './routes.ts'
import { Source } from './source.ts'

// Whatever is not in Kafka by then comes again after the next start.
const patience = 9_500

const { host, port, logLevel, crashAt, tls, sources: settings } = readConfig()
armCrashPoint(crashAt)
const log = openLog(logLevel)
const lag = lagReader(settings)
const metrics = openMetrics(lag.read)
const sources = settings.map((source) => new Source(source, log, metrics.of(source.name)))
const server = openRoutes(sources, metrics.registry, lag.read, tls, (why) =>
  log.warn({ error: why }, 'a client was turned away'),
)
// So that it is known since when a slot is behind, also when nobody looks.
setInterval(() => void lag.read(), 5_000).unref()

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
process.once('SIGINT', () => stop.abort())
stop.signal.addEventListener('abort', () => setTimeout(() => process.exit(0), patience).unref())

await once(server.listen(port, host), 'listening')
log.info({ host, port, sources: settings.map(({ name }) => name) }, 'listening')
await Promise.all(sources.map((source) => source.run(stop.signal)))
server.close()
server.closeAllConnections()
await lag.close()
