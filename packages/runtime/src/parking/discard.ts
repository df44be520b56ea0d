import { type Asking, sql } from '../sql.ts'
import { printable } from './record-json.ts'

/** Who does something, and why. */
export interface Person {
  readonly by: string
  readonly reason: string
}

/**
 * Gives something up that is parked: an event counts as heard from now on, a call is owed no more. Answers its order,
 * or nothing when it is not parked.
 */
export async function discardItem(database: Asking, id: string, { by, reason }: Person): Promise<string | undefined> {
  const { rows } = await database.query<{ key: string }>(sql`
    with event as (delete from parked where id::text = ${id} 
      returning id::text, key, topic, partition, record_offset, event_id, recorded_at, headers, key_bytes, payload),
    heard as (insert into inbox (event_id) select event_id from event where event_id is not null on conflict do nothing),
    call as (delete from intents where id::text = ${id} and parked is not null returning id::text, correlationid as key)
    insert into parking_history (parked_id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload,
      action, by, reason)
    select id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload,
      'discarded', ${printable(by)}, ${printable(reason)}
    from (select id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload from event
      union all select id, key, null, null, null, null, null, null, null from call) as discarded
    returning key
  `)
  return rows[0]?.key
}
