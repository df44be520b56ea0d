import { createHash } from 'node:crypto'
import type { Cause } from '../cause.ts'
import { Unprocessable } from '../failures.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import { sql, type Transaction } from '../sql.ts'
import { headersToJson, printable } from './record-json.ts'

/** An event that is set aside. Without a reason it waits behind an earlier one of its order. */
export interface Parked {
  readonly cause: Cause
  readonly reason: string | undefined
}

/** The order under which a record is parked: its key, unless that is no text for a database or an index. */
export function orderOf({ key }: Pick<Cause, 'key'>): string {
  const text = printable(key) || '(no key)'
  return text.length <= 200 ? text : `${text.slice(0, 60)}…${createHash('sha256').update(key).digest('hex')}`
}

/**
 * Which of these orders are parked. Whoever redrives one waits until this batch, which may add to it, is committed;
 * if somebody is redriving one at this moment, this batch fails at once and tries again, so that neither misses the other.
 */
export async function parkedAmong(tx: Transaction, orders: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ key: string }>(sql`
    select key from parked where key = any(${orders}::text[]) for key share nowait
  `)
  return new Set(rows.map(({ key }) => key))
}

/** Parks events as they came, in their order. They count as not heard, so that they can be heard again. */
export async function park(tx: Transaction, parked: readonly Parked[]) {
  const rows = parked.map(toRow)
  await tx.query(sql`
    with unheard as (delete from inbox where event_id = any(${rows.map(({ eventId }) => eventId)}::uuid[])),
    newly as (
      insert into parked (key, topic, partition, record_offset, recorded_at, event_id, headers, key_bytes, payload, reason, attempts)
      select key, topic, partition, record_offset, to_timestamp(recorded_at / 1000), event_id, headers, key_bytes, payload,
        reason, (reason is not null)::int
      from unnest(
        ${rows.map(({ order }) => order)}::text[], ${rows.map(({ record }) => record.topic)}::text[],
        ${rows.map(({ record }) => record.partition)}::int[], ${rows.map(({ record }) => record.offset)}::bigint[],
        ${rows.map(({ recordedAt }) => recordedAt)}::float8[], ${rows.map(({ eventId }) => eventId)}::uuid[],
        ${rows.map(({ headers }) => headers)}::jsonb[], ${rows.map(({ record }) => record.key)}::bytea[],
        ${rows.map(({ record }) => record.value)}::bytea[], ${rows.map(({ reason }) => reason)}::text[]
      ) with ordinality as came (key, topic, partition, record_offset, recorded_at, event_id, headers, key_bytes, payload, reason, turn)
      order by turn
      on conflict (event_id) do nothing
      returning id, key, topic, partition, record_offset, reason
    )
    insert into parking_history (parked_id, key, topic, partition, record_offset, action, by, reason)
    select id, key, topic, partition, record_offset, case when reason is null then 'waited' else 'parked' end, 'the service', reason
    from newly order by id
  `)
}

function toRow({ cause, reason }: Parked) {
  const record = recordOf(cause, reason)
  return {
    record,
    order: orderOf(cause),
    recordedAt: Math.min(Math.max(record.timestamp, 0), latest),
    eventId: cause.id === '' ? null : cause.id,
    headers: JSON.stringify(headersToJson(record.headers)),
    reason: reason === undefined ? null : printable(reason),
  }
}

// The last millisecond that JavaScript knows.
const latest = 8.64e15

function recordOf({ id, record }: Cause, reason = 'it must wait behind one that is parked'): KafkaRecord {
  if (!record) throw new Unprocessable(id, new Error(`${reason} (and it came in no record that could be parked)`))
  return record
}
