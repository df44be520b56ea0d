import type { Cause } from './cause.ts'
import { sql, type Transaction } from './sql.ts'

/** Remembers the causes, and returns those that this service had not heard before, in their order. */
export async function rememberNew(tx: Transaction, causes: readonly Cause[]): Promise<Cause[]> {
  const ids = causes.map((cause) => cause.id)
  const { rows } = await tx.query<{ event_id: string }>(sql`
    insert into inbox (event_id)
    select unnest(${ids}::uuid[])
    on conflict do nothing
    returning event_id
  `)
  const fresh = new Set(rows.map((row) => row.event_id))
  return causes.filter((cause) => fresh.delete(cause.id))
}
