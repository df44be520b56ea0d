import { Client, type ClientConfig, Pool } from 'pg'
import { parseLsn } from './postgres/lsn.ts'
import { slotOf } from './postgres/slot.ts'
import type { SourceSettings } from './session.ts'

/** How far a slot is behind the log, and whether Postgres still keeps what it needs. */
export interface SlotLag {
  readonly bytes: number
  /** For how long it has not reached a place where the log once ended. */
  readonly seconds: number
  /** How much more log may be written before Postgres gives the slot up; undefined when it never does. */
  readonly safeBytes: number | undefined
}

export type Lags = ReadonlyMap<string, SlotLag | 'lost'>

/** Asks each source's Postgres how far behind its slot is; leaves out who does not answer. */
export function lagReader(sources: readonly SourceSettings[]) {
  const readers = sources.map((source) => {
    const { name } = source
    const pool = openPool(source)
    return { name, pool, read: slotReader(pool, slotOf(name)) }
  })
  return {
    async read(): Promise<Lags> {
      const lags = await Promise.all(readers.map(async ({ name, read }) => [name, await read()] as const))
      return new Map(lags.flatMap(([name, lag]) => (lag === undefined ? [] : [[name, lag] as const])))
    },
    close: () => Promise.all(readers.map(({ pool }) => pool.end())),
  }
}

function openPool(source: SourceSettings): Pool {
  const pool = new Pool({
    Client: class extends Client {
      constructor(config?: ClientConfig) {
        super({ ...config, connectionString: source.databaseUrl })
      }
    },
    max: 1,
    connectionTimeoutMillis: 1_000,
    query_timeout: 1_000,
    application_name: 'relay lag',
  })
  // A connection that breaks while idle is replaced at the next question.
  pool.on('error', () => {})
  return pool
}

interface Answer {
  readonly reached: string
  readonly confirmed: string | null
  readonly safe: string | null
  readonly status: string | null
}

function slotReader(pool: Pool, slot: string) {
  const age = lagAge()
  return async (): Promise<SlotLag | 'lost' | undefined> => {
    try {
      const { rows } = await pool.query<Answer>(
        `select pg_current_wal_lsn() as reached, confirmed_flush_lsn as confirmed, safe_wal_size as safe, wal_status as status
         from pg_replication_slots where slot_name = $1`,
        [slot],
      )
      return toLag(rows[0], age)
    } catch {
      return undefined
    }
  }
}

function toLag(answer: Answer | undefined, age: ReturnType<typeof lagAge>): SlotLag | 'lost' {
  if (!answer?.confirmed || answer.status === 'lost') return 'lost'
  const [reached, confirmed] = [parseLsn(answer.reached), parseLsn(answer.confirmed)]
  return {
    bytes: Math.max(0, reached - confirmed),
    seconds: age(reached, confirmed, Date.now()) / 1_000,
    safeBytes: answer.safe === null ? undefined : Number(answer.safe),
  }
}

/** Remembers where the log ended once, until that is confirmed; answers for how many milliseconds it has not been. */
export function lagAge() {
  let mark = Number.NEGATIVE_INFINITY
  let at = 0
  return (reached: number, confirmed: number, now: number): number => {
    if (confirmed < mark) return now - at
    mark = reached
    at = now
    return 0
  }
}
