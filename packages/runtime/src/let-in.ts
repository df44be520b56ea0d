import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient, Unreachable } from './failures.ts'

/** The way to a server whose password may change: the one of now, or the one before, which the server may still want. */
export interface Keys {
  /** What to come with next. */
  current(): string
  /** It was refused. */
  refused(): void
}

/** A password is changed in two places, one after the other: until the second, the old one still opens the door. */
export function keys(now: () => string): Keys {
  let known = now()
  let before = known
  let useBefore = false
  return {
    current: () => {
      const found = now()
      if (found !== known) {
        before = known
        known = found
      }
      return useBefore ? before : known
    },
    refused: () => {
      useBefore = !useBefore && before !== known
    },
  }
}

const attempts = 10
const pause = 100

const isWrongPassword = (error: unknown) => error instanceof Error && 'code' in error && error.code === '28P01'

/** Knocks again when the password is refused, with the other one and for a second in all. Nothing was done by then. */
export async function letIn<Result>({ refused }: Pick<Keys, 'refused'>, knock: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await knock()
    } catch (error) {
      if (attempt === attempts || !isWrongPassword(error)) throw error
      refused()
      if (attempt > 1) await sleep(pause)
    }
  }
}

/** No event is to blame for a server that does not let us in, or is not who it should be. */
export function unreachable(error: unknown): never {
  throw isTransient(error) ? error : new Unreachable(error)
}
