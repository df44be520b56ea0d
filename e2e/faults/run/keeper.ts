import { setTimeout as sleep } from 'node:timers/promises'
import type { Scene } from './scene.ts'

/**
 * Starts again what ended by itself, as whatever runs processes in earnest would, and notes it: the shop's processes
 * are meant to live through everything but their own death.
 */
export async function keepUp({ stack, held, note }: Scene, spares: readonly string[], stop: AbortSignal) {
  while (!stop.aborted) {
    for (const process of stack.processes()) {
      if (process.pid || held.has(process.name) || spares.includes(process.name)) continue
      const { code, signal } = await process.exited
      note(`${process.name} ended by itself (${signal ?? `code ${code}`}), and was started again`)
      await process.start()
    }
    await sleep(250, undefined, { signal: stop }).catch(() => {})
  }
}
