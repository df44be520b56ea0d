import { runCommand, say, tell } from '@saga-shop/local'
import { benchLive } from './bench.ts'
import { type BenchOptions, readCommandLine, usage } from './options.ts'

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run(options: BenchOptions) {
  const bench = await benchLive(options, tell)
  say(JSON.stringify(bench, null, 2))
  const { clients, events, fewestHeard, mostHeard, delayMs, storefront } = bench
  const good = fewestHeard === events && mostHeard === events && storefront.dropped === 0
  tell(
    `${good ? '✓' : '✗'} ${clients} clients, ${bench.eventsPerSecond} events/s: each heard ${fewestHeard} to ${mostHeard} of ${events}; ` +
      `p50 ${delayMs.p50} ms, p99 ${delayMs.p99} ms; the storefront took ${storefront.cpuPercent} % of a core and ${storefront.memoryMb} MB`,
  )
  return good ? 0 : 1
}
