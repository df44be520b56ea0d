import { setTimeout as sleep } from 'node:timers/promises'
import type { ManagedProcess } from '@saga-shop/local'

export interface Watch {
  say(line: string): void
  isStopping(): boolean
  /** Whether the keeper broke it on purpose. */
  isInHand(name: string): boolean
}

/** Says so whenever a process ends that nobody asked to. It is not started again: whoever runs it wants to see that. */
export async function reportEnds(process: ManagedProcess, { say, isStopping, isInHand }: Watch): Promise<void> {
  while (!isStopping()) {
    const { code, signal } = await process.exited
    if (isStopping()) return
    if (!isInHand(process.name)) say(`✗ ${process.name} ended (${signal ?? `code ${code}`}): ${process.logFile}`)
    while (process.pid === undefined) await sleep(200)
  }
}
