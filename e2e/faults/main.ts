import { Problem } from '@saga-shop/local'
import { readCommandLine, usage } from './command-line.ts'
import { faults } from './faults.ts'

const stop = new AbortController()
let interruptedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else process.exitCode = (await faults(options, stop.signal)) ? 0 : 1
} catch (error) {
  if (stop.signal.aborted) process.exit(130)
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`✗ ${error.message}\n`)
  process.exitCode = 64
}

/** Everything is healed and stopped in good order; asked again, after a second, at once. */
function interrupt() {
  if (stop.signal.aborted && performance.now() - interruptedAt > 1_000) process.exit(130)
  if (stop.signal.aborted) return
  interruptedAt = performance.now()
  stop.abort()
}
