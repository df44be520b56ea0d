import { HttpProblem } from './problems.ts'

/** How much a service takes on. More is refused at once, while there is still strength to do so. */
export interface Limits {
  /** Requests in hand at the most, and as many more that wait for a decision although their clients have left. */
  readonly requestsAtOnce: number
  /** Milliseconds after which a request that waits for a decision is answered, one way or the other. */
  readonly patience: number
}

export const usualLimits: Limits = { requestsAtOnce: 1_000, patience: 5_000 }

/** A no for now. Clients are told to come back at different times, so that they don't come back all together. */
export const busy = (reason: string, detail: string, leastSeconds = 1) =>
  new HttpProblem(503, reason, detail, leastSeconds + Math.floor(Math.random() * 3))

/** Counts who is in, and lets in no more than `most`. */
export function room(most: number) {
  let inside = 0
  return {
    enter: () => {
      if (inside >= most)
        throw busy('overloaded', 'Too much at once. Nothing was done: try again when Retry-After is over.')
      inside++
    },
    leave: () => {
      inside--
    },
    inside: () => inside,
  }
}

export type Room = ReturnType<typeof room>

/** Resolves as `work` does, or answers when patience ends: then it is not known what becomes of the request. */
export async function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(unanswered()), patience)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Patience is over. After a transaction whose end is not known, nobody can say more. */
export const unanswered = () =>
  busy('no-answer-in-time', 'It may or may not be done: ask again, under the same Idempotency-Key if there was one.')
