import type { Announced, ServiceTrail } from '../answers/trail.ts'
import type { Database } from '../database.ts'
import { sql } from '../sql.ts'

/** What a trail is told from. */
export interface TrailRows extends Omit<ServiceTrail, 'service' | 'announced'> {
  readonly announced: readonly AnnouncedRow[]
  /** Requests that led to something here, as far as their answers are kept. */
  readonly asked: readonly { readonly id: string; readonly at: string }[]
}

/** A row of the outbox. */
export interface AnnouncedRow extends Omit<Announced, keyof Why | 'schemaId'> {
  /** The first five bytes of the payload, in hex: a zero and the schema's id. */
  readonly head: string
}

/** What led to an event, and when that was taken in, as far as it is written down. */
export type Why = Pick<Announced, 'why' | 'whyName' | 'whyAt'>

// No order comes near to this; what is bounded cannot hurt anybody.
const most = 500

/**
 * Reads a trail in one statement, each part by an index or from a table that holds only what is under way. The inbox knows
 * no orders: it is asked for the events named, and for what led to the order's own. Rows of inbox and outbox are
 * never changed, so `xmin` is the transaction that wrote them.
 */
export async function readTrail(database: Database, order: string, events: readonly string[]): Promise<TrailRows> {
  const { rows } = await database.query<{ trail: TrailRows }>(sql`
    with announced as (
      select id, type, topic, position, time, causationid, traceparent, payload, xmin
      from outbox where aggregateid = ${order} order by position limit ${most}
    ), wanted as (
      select unnest(${events}::uuid[]) as id
      union select id from announced
      union select causationid::uuid from announced
    )
    select json_build_object(
      'now', now(),
      'announced', (select coalesce(json_agg(json_build_object(
        'id', id, 'type', type, 'topic', topic, 'position', position, 'at', time, 'causationId', causationid,
        'committedAt', case when current_setting('track_commit_timestamp')::bool then pg_xact_commit_timestamp(xmin) end,
        'traceparent', traceparent, 'head', encode(substring(payload from 1 for 5), 'hex'), 'bytes', length(payload)
      )), '[]') from announced),
      'heard', (select coalesce(json_agg(json_build_object(
        'id', event_id, 'at', heard_at,
        'committedAt', case when current_setting('track_commit_timestamp')::bool then pg_xact_commit_timestamp(xmin) end
      )), '[]')
        from inbox where event_id in (select id from wanted)),
      'asked', (select coalesce(json_agg(json_build_object('id', id, 'at', heard_at)), '[]')
        from commands where id in (select id from wanted)),
      'early', (select coalesce(json_agg(json_build_object('id', event_id, 'at', heard_at, 'waitsFor', entity_id)), '[]')
        from early where event_id in (select id from wanted)),
      'parked', (select coalesce(json_agg(json_build_object(
        'id', id::text, 'eventId', event_id, 'topic', topic, 'partition', partition, 'offset', record_offset,
        'reason', reason, 'attempts', attempts, 'at', parked_at
      )), '[]') from (select * from parked where key = ${order} order by id limit ${most}) as parked),
      'history', (select coalesce(json_agg(json_build_object(
        'topic', topic, 'partition', partition, 'offset', record_offset, 'action', action, 'by', by, 'reason', reason,
        'at', at
      )), '[]') from (select * from parking_history where key = ${order} order by id limit ${most}) as history),
      'calls', (select coalesce(json_agg(json_build_object(
        'id', id, 'name', kind, 'since', since, 'attempts', attempts, 'dueAt', nullif(due_at, 'infinity'), 'parked', parked
      )), '[]') from intents where correlationid = ${order}),
      'deadlines', (select coalesce(json_agg(json_build_object(
        'name', kind, 'since', since, 'dueAt', due_at, 'startedBy', cause_id
      )), '[]') from deadlines where correlationid = ${order}),
      'positions', (select coalesce(json_agg(json_build_object(
        'topic', topic, 'partition', partition, 'next', next_offset
      )), '[]') from positions)
    ) as trail
  `)
  if (!rows[0]) throw new Error('a trail is always one row')
  return rows[0].trail
}
