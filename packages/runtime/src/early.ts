import type { Cause } from './cause.ts'
import { sql, type Transaction } from './sql.ts'

/** A cause with the entity that it waits for. */
export interface Early {
  readonly cause: Cause
  readonly entity: string
}

/** Keeps causes whose entity is not there yet. */
export const keepEarly = (tx: Transaction, early: readonly Early[]) =>
  tx.query(sql`
    insert into early (event_id, entity_id, cause)
    select * from unnest(
      ${early.map(({ cause }) => cause.id)}::uuid[],
      ${early.map(({ entity }) => entity)}::text[],
      ${early.map(({ cause }) => JSON.stringify(cause))}::jsonb[])
  `)

/** Takes back what waited for these entities, in the order in which it was heard. */
export async function takeEarly(tx: Transaction, entities: readonly string[]): Promise<Cause[]> {
  const { rows } = await tx.query<{ cause: Cause }>(sql`
    with taken as (delete from early where entity_id = any(${entities}::text[]) returning cause, heard_at)
    select cause from taken order by heard_at
  `)
  return rows.map(({ cause }) => cause)
}
