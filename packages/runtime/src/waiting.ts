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

/** Waits until then, by the clock of `performance.now`; not a moment if that is past, or once `signal` says that all is over. */
export async function sleepUntil(then: number, signal: AbortSignal) {
  const left = then - performance.now()
  if (left > 0) await sleep(left, undefined, { signal }).catch(() => {})
}
