import { Problem } from '@saga-shop/local'
import { readCommandLine, usage } from './command-line.ts'
import { faults } from './faults.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())

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
