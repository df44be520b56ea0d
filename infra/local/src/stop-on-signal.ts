/** What can be stopped in good order. */
interface Stoppable {
  stop(): Promise<void>
}

/**
 * On Ctrl-C and its like, stops what was handed over and exits; at once when nothing was yet, or when asked again.
 * The terminal and npm both pass the same Ctrl-C on, so a second one only counts after a second.
 */
export function stopOnSignal(onStop: () => void = () => {}): { handOver(stoppable: Stoppable): void } {
  let held: Stoppable | undefined
  let asked: number | undefined
  const stop = async () => {
    const now = performance.now()
    if (asked !== undefined && now - asked < 1_000) return
    if (asked !== undefined || !held) process.exit(130)
    asked = now
    onStop()
    await held.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  return {
    handOver: (stoppable) => {
      held = stoppable
    },
  }
}
