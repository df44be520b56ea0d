import type { Log } from './log.ts'
import { finishTraces } from './tracing/tracer.ts'

// A service that does not stop by itself is stopped here: what it had not committed is heard again.
const patience = 9_000

/** On SIGTERM or SIGINT: closes in order, exits 0; exits 1 if that takes too long. */
export function stopOnSignal(log: Log, close: () => Promise<void>) {
  let stopping = false
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('did not stop in time')
      process.exit(1)
    }, patience).unref()
    try {
      await close()
      await finishTraces()
      process.exit(0)
    } catch (error) {
      log.error({ error: String(error) }, 'stopping failed')
      process.exit(1)
    }
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
}
