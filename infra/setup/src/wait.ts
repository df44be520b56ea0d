import { setTimeout as sleep } from 'node:timers/promises'

/** How long to try, and where to say what is waited for. */
export interface Patience {
  readonly seconds: number
  say(line: string): void
}

/** An error that no waiting will mend. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless'
}

const secondsBetweenLines = 10

/** Tries until it works. Rejects with one clear line when time is up, or at once with what is `Hopeless`. */
export async function waitFor<T>(what: string, { seconds, say }: Patience, attempt: () => Promise<T>): Promise<T> {
  const start = performance.now()
  let lineDue = 0
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const waited = (performance.now() - start) / 1000
      if (error instanceof Hopeless) throw error
      if (waited >= seconds)
        throw new Error(`${what} is out of reach after ${seconds} s: ${reasonOf(error)}`, { cause: error })
      if (waited >= lineDue) {
        say(`waiting for ${what}: ${reasonOf(error)}`)
        lineDue += secondsBetweenLines
      }
      await sleep(250)
    }
  }
}

/** The innermost cause in one line: `fetch failed` and `Topic creation errors` say nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return reasonOf(error.errors[0])
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}
