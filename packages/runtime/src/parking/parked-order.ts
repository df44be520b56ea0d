import type { LedTo } from '../answers/parked.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import { type Asking, sql } from '../sql.ts'
import { type HeaderValue, headersFromJson, printable } from './record-json.ts'

/** An event that is parked. */
export interface ParkedRow {
  /** A number, as text. */
  readonly id: string
  readonly key: string
  readonly reason: string | null
  readonly record: KafkaRecord
}

/** The event that an order waits for. */
export async function firstOf(database: Asking, order: string): Promise<ParkedRow | undefined> {
  const { rows } = await database.query<RecordRow>(sql`
    select id, key, reason, topic, partition, record_offset::float8 as "offset",
      extract(epoch from recorded_at)::float8 * 1000 as timestamp, key_bytes, payload, headers
    from parked where key = ${order} order by id limit 1
  `)
  return rows[0] && toParkedRow(rows[0])
}

/** One of them, as it came. */
export async function parkedRow(database: Asking, id: string): Promise<ParkedRow | undefined> {
  const { rows } = await database.query<RecordRow>(sql`
    select id, key, reason, topic, partition, record_offset::float8 as "offset",
      extract(epoch from recorded_at)::float8 * 1000 as timestamp, key_bytes, payload, headers
    from parked where id::text = ${id}
  `)
  return rows[0] && toParkedRow(rows[0])
}

/** Orders whose first event waits behind nothing: whoever saw to them was killed on the way. */
export async function leftBehind(database: Asking): Promise<string[]> {
  const { rows } = await database.query<{ key: string }>(sql`
    select key from (select distinct on (key) key, reason from parked order by key, id) as first where reason is null
  `)
  return rows.map(({ key }) => key)
}

/** Locks the parked events of an order, oldest first: nobody adds to them, nobody else redrives them, until this transaction ends. */
export async function lockOrder(tx: Asking, order: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    sql`select id from parked where key = ${order} order by id for update`,
  )
  return rows.map(({ id }) => id)
}

/** It was heard at last: it is parked no more. How it came, and what became of it, is kept for who looks back. */
export const heardAgain = (tx: Asking, { id }: ParkedRow, by: string, ledTo: LedTo) =>
  tx.query(sql`
    with heard as (
      delete from parked where id = ${id}
      returning id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload
    )
    insert into parking_history (parked_id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload,
      action, by, led_to)
    select id, key, topic, partition, record_offset, recorded_at, headers, key_bytes, payload,
      'redriven', ${by}, ${JSON.stringify(ledTo)}::jsonb
    from heard
  `)

/** It was heard again and failed again. */
export const failedAgain = (database: Asking, { id }: ParkedRow, by: string, reason: string) =>
  database.query(sql`
    with failed as (
      update parked set reason = ${printable(reason)}, attempts = attempts + 1 where id = ${id}
      returning id, key, topic, partition, record_offset, reason
    )
    insert into parking_history (parked_id, key, topic, partition, record_offset, action, by, reason)
    select id, key, topic, partition, record_offset, action, by, case action when 'parked' then reason end
    from failed, (values ('redriven', ${by}), ('parked', 'the service')) as done (action, by)
  `)

/** A row of `parked` as it is read. */
export interface RecordRow {
  readonly id: string
  readonly key: string
  readonly reason: string | null
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly timestamp: number
  readonly key_bytes: Buffer | null
  readonly payload: Buffer | null
  readonly headers: Readonly<Record<string, HeaderValue>>
}

export const toParkedRow = ({ id, key, reason, key_bytes, payload, headers, ...at }: RecordRow): ParkedRow => ({
  id,
  key,
  reason,
  record: { ...at, key: key_bytes, value: payload, headers: headersFromJson(headers) },
})
