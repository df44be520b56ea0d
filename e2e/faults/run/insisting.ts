import { setTimeout as sleep } from 'node:timers/promises'

/** Tries again for a while, since what is asked may itself be recovering; rejects with the last reason. */
export async function insisting<Result>(work: () => Promise<Result>, milliseconds = 30_000): Promise<Result> {
  for (const end = performance.now() + milliseconds; ; await sleep(300)) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > end) throw error
    }
  }
}
