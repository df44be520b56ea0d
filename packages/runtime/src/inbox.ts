import type { Cause } from './cause.ts'
import { sql, type Transaction } from './sql.ts'

/** Remembers the causes, and returns those that this service had not heard before, in their order; on the way, whether any order is parked. */
export async function rememberNew(tx: Transaction, causes: readonly Cause[]): Promise<Remembered> {
  const ids = causes.map((cause) => cause.id)
  const { rows } = await tx.query<{ event_id: string; parking: boolean }>(sql`
    insert into inbox (event_id)
    select unnest(${ids}::uuid[])
    on conflict do nothing
    returning event_id, (select exists (select from parked)) as parking
  `)
  const fresh = new Set(rows.map((row) => row.event_id))
  return { heard: causes.filter((cause) => fresh.delete(cause.id)), parking: rows[0]?.parking === true }
}

export interface Remembered {
  readonly heard: readonly Cause[]
  readonly parking: boolean
}
