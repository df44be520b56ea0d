import { setTimeout as sleep } from 'node:timers/promises'

/** Waits longer with each attempt: 20 ms, doubling up to 2 s, spread by a third so that instances don't march in step. */
export const backoff = (attempt: number) =>
  sleep(Math.min(2_000, 20 * 2 ** Math.min(attempt - 1, 7)) * (0.83 + Math.random() / 3))

/** Tries until it works, telling each time what is in the way; gives up only when `stopped` says so. */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  failed: (error: unknown) => void,
  stopped: () => boolean,
) {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (stopped()) throw error
      failed(error)
      await backoff(attempts + 3)
    }
  }
}

/** Waits so long; not a moment where nothing is left to wait, nor longer than until `signal` says that all is over. */
export async function restFor(milliseconds: number, signal: AbortSignal) {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
