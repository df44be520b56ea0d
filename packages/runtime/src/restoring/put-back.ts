import { sql, type Transaction } from '../sql.ts'
import type { OwnEvent } from './own-events.ts'

/** What was announced after the backup stands in the outbox again: announcing it once more is recognised. Answers with those that were missing. */
export async function putBackAnnounced(tx: Transaction, events: readonly OwnEvent[]): Promise<readonly OwnEvent[]> {
  const { rows } = await tx.query<{ id: string }>(sql`
    insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, time, subject, correlationid, causationid, traceparent, tracestate)
    select id, aggregatetype, aggregateid, type, topic, payload, source, time, aggregateid, correlationid, causationid, traceparent, tracestate
    from unnest(
      ${events.map(({ id }) => id)}::uuid[],
      ${events.map(({ kind }) => (kind.keyField === 'orderId' ? 'order' : 'product'))}::text[],
      ${events.map(({ key }) => key)}::text[],
      ${events.map(({ kind }) => kind.type)}::text[],
      ${events.map(({ kind }) => kind.topic)}::text[],
      ${events.map(({ payload }) => payload)}::bytea[],
      ${events.map(({ kind }) => `/${kind.owner}`)}::text[],
      ${events.map(({ header }) => header('ce_time') ?? null)}::timestamptz[],
      ${events.map(({ header, key }) => header('ce_correlationid') ?? key)}::text[],
      ${events.map(({ header }) => header('ce_causationid'))}::text[],
      ${events.map(({ header }) => header('traceparent') ?? null)}::text[],
      ${events.map(({ header }) => header('tracestate') ?? null)}::text[]
    ) as announced (id, aggregatetype, aggregateid, type, topic, payload, source, time, correlationid, causationid, traceparent, tracestate)
    on conflict (id) do nothing
    returning id
  `)
  const missing = new Set(rows.map(({ id }) => id))
  return events.filter(({ id }) => missing.delete(id))
}

/** What has to be recollected before anything is heard, with the cause that had led to it. */
export const keepRecollections = (tx: Transaction, events: readonly OwnEvent[]) =>
  tx.query(sql`
    insert into recollections (event_id, topic, key, data, causationid, correlationid, traceparent)
    select * from unnest(
      ${events.map(({ id }) => id)}::uuid[],
      ${events.map(({ kind }) => kind.topic)}::text[],
      ${events.map(({ key }) => key)}::text[],
      ${events.map(({ data }) => JSON.stringify(data))}::jsonb[],
      ${events.map(({ header }) => header('ce_causationid'))}::uuid[],
      ${events.map(({ header, key }) => header('ce_correlationid') ?? key)}::text[],
      ${events.map(({ header }) => header('traceparent') ?? null)}::text[])
    on conflict do nothing
  `)

/** Up to these ends records may have been heard before. Answers with how many records that are. */
export async function keepReplays(tx: Transaction, ends: readonly { topic: string; partition: number; end: number }[]) {
  const { rows } = await tx.query<{ records: number }>(sql`
    with again as (
      insert into replays (topic, partition, until_offset)
      select topic, partition, until_offset
      from unnest(
        ${ends.map(({ topic }) => topic)}::text[], ${ends.map(({ partition }) => partition)}::int[],
        ${ends.map(({ end }) => end)}::bigint[]
      ) as ends (topic, partition, until_offset)
      where until_offset > coalesce((
        select next_offset from positions where positions.topic = ends.topic and positions.partition = ends.partition), 0)
      on conflict (topic, partition) do update set until_offset = greatest(replays.until_offset, excluded.until_offset)
      returning topic, partition, until_offset
    )
    select coalesce(sum(until_offset - coalesce(next_offset, 0)), 0)::float8 as records
    from again left join positions using (topic, partition)
  `)
  return rows[0]?.records ?? 0
}

/** Every call that the backup owed may have been made since: whoever makes it asks first. */
export const doubtCalls = (tx: Transaction) => tx.query(sql`update intents set attempts = greatest(attempts, 1)`)
