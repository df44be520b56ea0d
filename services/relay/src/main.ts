import { readConfig } from './config.ts'
import { lagReader } from './lag.ts'
import { openLog } from './log.ts'
import { openMetrics } from './metrics.ts'
import { openRoutes } from './routes.ts'
import { Source } from './source.ts'

// Whatever is not in Kafka by then comes again after the next start.
const patience = 9_500

const config = readConfig()
const log = openLog(config.logLevel)
const lag = lagReader(config.sources)
const metrics = openMetrics(lag.read)
const sources = config.sources.map((settings) => new Source(settings, log, metrics.of(settings.name)))
const server = openRoutes(sources, metrics.registry, log)

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
process.once('SIGINT', () => stop.abort())
stop.signal.addEventListener('abort', () => setTimeout(() => process.exit(0), patience).unref())

await server.listen({ host: config.host, port: config.port })
await Promise.all(sources.map((source) => source.run(stop.signal)))
await server.close()
await lag.close()
