import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { isTransient, Unreachable } from './failures.ts'

/** Pools of connections, of which one is in use: each for a password, as long as that opens the door. */
export interface Pools<Kind> {
  /** Does something with the pool of now. When its password is refused, nothing was done, and it is done with the next. */
  use<Result>(work: (pool: Kind) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

// A password is changed in two places, one after the other: so often, and so long, a refused one is read again.
const attempts = 20
const pause = 100

/** Opens a pool, and another when the password of the first is refused and the URL has changed. */
export function openPools<Kind extends Pick<Pool, 'end'>>(
  source: { readonly url: string },
  open: (url: string) => Kind,
): Pools<Kind> {
  let url = source.url
  let pool = open(url)
  const opened = [pool] // one that is no longer used closes its connections by itself, when they are idle

  async function readAgain() {
    if (source.url === url) return sleep(pause)
    url = source.url
    pool = open(url)
    opened.push(pool)
  }

  return {
    use: async (work) => {
      for (let attempt = 1; ; attempt++) {
        const used = pool
        try {
          return await work(used)
        } catch (error) {
          if (attempt === attempts || !isWrongPassword(error)) throw error
          if (used === pool) await readAgain()
        }
      }
    },
    close: async () => void (await Promise.all(opened.map((pool) => pool.end()))),
  }
}

const isWrongPassword = (error: unknown) => error instanceof Error && 'code' in error && error.code === '28P01'

/** No event is to blame for a server that does not let us in, or is not who it should be. */
export function unreachable(error: unknown): never {
  throw isTransient(error) ? error : new Unreachable(error)
}
