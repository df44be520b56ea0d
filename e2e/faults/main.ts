import { runCommand } from '@saga-shop/local'
import { type FaultOptions, readCommandLine, usage } from './command-line.ts'
import { faults } from './faults.ts'

const stop = new AbortController()
let interruptedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)

await runCommand({ usage, read: readCommandLine, run })

async function run(options: FaultOptions): Promise<number> {
  try {
    return (await faults(options, stop.signal)) ? 0 : 1
  } catch (error) {
    if (stop.signal.aborted) process.exit(130)
    throw error
  }
}

/** Everything is healed and stopped in good order; asked again, after a second, at once. */
function interrupt() {
  if (stop.signal.aborted && performance.now() - interruptedAt > 1_000) process.exit(130)
  if (stop.signal.aborted) return
  interruptedAt = performance.now()
  stop.abort()
}
