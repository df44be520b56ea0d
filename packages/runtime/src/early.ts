import type { Cause } from './cause.ts'
import { Conflict } from './failures.ts'
import { fromJson, type RecordJson, toJson } from './parking/record-json.ts'
import { sql, type Transaction } from './sql.ts'
import type { Store } from './store.ts'

/** A cause with the entity that it waits for. */
export interface Early {
  readonly cause: Cause
  readonly entity: string
  readonly store: Store<unknown, unknown>
}

/**
 * Keeps causes whose entity is not there yet. Another instance may bring it into being at this moment: whoever keeps
 * holds the lock alone and looks once more, whoever takes shares it, so neither misses the other.
 */
export async function keepEarly(tx: Transaction, early: readonly Early[]) {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('early'))`)
  for (const [store, about] of Map.groupBy(early, ({ store }) => store)) {
    const born = await store.load(tx, [...new Set(about.map(({ entity }) => entity))].sort())
    if (born.length > 0) throw new Conflict('what an event waits for has just come into being')
  }
  await tx.query(sql`
    insert into early (event_id, entity_id, cause, record)
    select * from unnest(
      ${early.map(({ cause }) => cause.id)}::uuid[],
      ${early.map(({ entity }) => entity)}::text[],
      ${early.map(({ cause: { record: _, ...cause } }) => JSON.stringify(cause))}::jsonb[],
      ${early.map(({ cause: { record } }) => record && JSON.stringify(toJson(record)))}::jsonb[])
  `)
}

/** Takes back what waited for these entities, in the order in which it was heard. */
export async function takeEarly(tx: Transaction, entities: readonly string[]): Promise<Cause[]> {
  await tx.query(sql`select pg_advisory_xact_lock_shared(hashtext('early'))`)
  const { rows } = await tx.query<{ cause: Cause; record: RecordJson | null }>(sql`
    with taken as (delete from early where entity_id = any(${entities}::text[]) returning cause, record, heard_at)
    select cause, record from taken order by heard_at
  `)
  return rows.map(({ cause, record }) => ({ ...cause, ...(record && { record: fromJson(record) }) }))
}
