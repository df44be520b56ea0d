import { setTimeout as sleep } from 'node:timers/promises'

/** Asks a service every now and then whether it lives, and notes how long it takes to say so. */
export function watchDoor(url: string) {
  const watching = { asked: 0, unanswered: 0, slowestMs: 0, over: false }
  const watch = async () => {
    while (!watching.over) {
      const began = performance.now()
      const answer = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
      watching.asked++
      if (!answer?.ok) watching.unanswered++
      watching.slowestMs = Math.max(watching.slowestMs, Math.round(performance.now() - began))
      await sleep(250)
    }
  }
  const done = watch()
  return {
    stop: async () => {
      watching.over = true
      await done
      const { over: _, ...seen } = watching
      return seen
    },
  }
}
