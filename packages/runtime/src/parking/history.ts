import type { LedTo } from '../answers/parked.ts'
import type { Database } from '../database.ts'
import { type Asking, sql } from '../sql.ts'
import { type ParkedRow, type RecordRow, toParkedRow } from './parked-order.ts'

/** What was done about something that is or was parked. */
export interface PastAction {
  readonly action: 'parked' | 'waited' | 'redriven' | 'discarded'
  readonly by: string
  readonly reason: string | null
  readonly at: Date
  /** What became of an event that was heard at last, as long as that is kept. */
  readonly ledTo: LedTo | null
}

/** All that was done about one, oldest first; it outlives what it is about. */
export async function pastOf(database: Database, id: string): Promise<PastAction[]> {
  const { rows } = await database.query<PastAction & { action: string }>(sql`
    select action, by, reason, at, led_to as "ledTo" from parking_history
    where parked_id = ${id} order by parking_history.id
  `)
  return rows
}

/** The event that was parked under this id, as it came, as long as that is kept. */
export async function pastRow(database: Asking, id: string): Promise<ParkedRow | undefined> {
  const { rows } = await database.query<RecordRow>(sql`
    select parked_id as id, key, reason, topic, partition, record_offset::float8 as "offset",
      extract(epoch from recorded_at)::float8 * 1000 as timestamp, key_bytes, payload, headers
    from parking_history where parked_id = ${id} and recorded_at is not null order by id desc limit 1
  `)
  return rows[0] && toParkedRow(rows[0])
}

/** Something that was parked, and that a person saw to. */
export interface SeenTo {
  readonly id: string
  readonly order: string
  readonly name: string | null
  readonly action: 'redriven' | 'discarded'
  readonly by: string
  readonly reason: string | null
  readonly at: Date
}

/** What persons saw to last, the latest first. What only waited behind it is not told. */
export async function seenTo(database: Database, limit: number): Promise<SeenTo[]> {
  const { rows } = await database.query<SeenTo & { id: string }>(sql`
    select parked_id as id, key as "order", topic as name, action, by, reason, at from parking_history as last
    where action in ('redriven', 'discarded')
      and not exists (select from parking_history as later where later.parked_id = last.parked_id and later.id > last.id)
      and exists (select from parking_history as first where first.parked_id = last.parked_id and first.action = 'parked')
    order by last.id desc limit ${limit}
  `)
  return rows
}

/**
 * Forgets how events came and what became of them, when the topics that they came from forget them, too: both may hold
 * what a customer told us. Who did what, when and why stays.
 */
export const forgetRecords = (database: Asking) =>
  database.query(sql`
    update parking_history set recorded_at = null, headers = null, key_bytes = null, payload = null, led_to = null
    where recorded_at is not null and at < now() - interval '30 days'
  `)
