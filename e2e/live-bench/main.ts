import { benchLive } from './bench.ts'
import { type BenchOptions, readCommandLine, usage } from './options.ts'

const tell = (line: string) => void process.stderr.write(`${line}\n`)
const failed = (code: number) => (error: unknown) => {
  tell(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = code
}

async function run(options: BenchOptions) {
  const bench = await benchLive(options, tell)
  process.stdout.write(`${JSON.stringify(bench, null, 2)}\n`)
  const { clients, events, fewestHeard, mostHeard, delayMs, storefront } = bench
  const good = fewestHeard === events && mostHeard === events && storefront.dropped === 0
  tell(
    `${good ? '✓' : '✗'} ${clients} clients, ${bench.eventsPerSecond} events/s: each heard ${fewestHeard} to ${mostHeard} of ${events}; ` +
      `p50 ${delayMs.p50} ms, p99 ${delayMs.p99} ms; the storefront took ${storefront.cpuPercent} % of a core and ${storefront.memoryMb} MB`,
  )
  process.exitCode = good ? 0 : 1
}

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await run(options).catch(failed(1))
} catch (error) {
  failed(64)(error)
}
