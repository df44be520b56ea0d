import { setTimeout as sleep } from 'node:timers/promises'

/** Repeats an assertion until it holds, and resolves with what it returns; fails as it last did after `within` milliseconds (5 s). */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  { within = 5_000, every = 20 } = {},
): Promise<Result> {
  const end = performance.now() + within
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(every)
    }
  }
}
