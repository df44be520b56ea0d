import { setTimeout as sleep } from 'node:timers/promises'
import { type ManagedProcess, Problem } from '@saga-shop/local'

export interface Watch {
  say(line: string): void
  /** Whether processes may end. */
  isStopping(): boolean
  /** Whether somebody broke this one on purpose, and will mend it. */
  isInHand(name: string): boolean
}

// A process that ends again so soon will not get better by itself; in milliseconds.
const soon = 3_000

const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(100)
}

/** Starts a process again whenever it ends, kill -9 or not; rejects when that does not help. */
export async function keepRunning(process: ManagedProcess, { say, isStopping, isInHand }: Watch): Promise<never> {
  const { name, logFile } = process
  for (let since = performance.now(); ; since = performance.now()) {
    const { code, signal } = await process.exited
    if (isStopping()) return new Promise<never>(() => {})
    if (isInHand(name)) {
      await until(() => process.pid !== undefined)
      continue
    }
    const ending = `${name} ended (${signal ?? `code ${code}`})`
    if (performance.now() - since < soon)
      throw new Problem(`${ending} as soon as it was there. The end of ${logFile} should say why; then start again.`)
    say(`! ${ending}; it is started again`)
    await process.start()
    await process.ready()
    say(`✓ ${name} is back`)
  }
}
