import type { Client } from 'pg'
import type { Announced } from './strangers.ts'

/**
 * Writes events of the topics back into the outbox, as they stand there, so that the service recognises what it has
 * announced and doesn't announce it again. To be done while no slot exists: none of these rows may reach a relay.
 */
export async function takeBack(owner: Client, events: readonly Announced[]): Promise<number> {
  const header = (name: string) => events.map(({ record }) => record.headers[name]?.toString() ?? null)
  const { rowCount } = await owner.query(
    `insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, time, subject, correlationid, causationid, traceparent, tracestate)
     select id, coalesce((select aggregatetype from outbox where outbox.topic = e.topic limit 1), 'order'),
       key, type, topic, payload, source, time, subject, correlationid, causationid, traceparent, tracestate
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::text[])
       as e (id, key, type, topic, payload, source, time, subject, correlationid, causationid, traceparent, tracestate)
     on conflict (id) do nothing`,
    [
      header('ce_id'),
      events.map(({ record }) => record.key?.toString()),
      header('ce_type'),
      events.map(({ topic }) => topic),
      events.map(({ record }) => record.value),
      header('ce_source'),
      header('ce_time'),
      header('ce_subject'),
      header('ce_correlationid'),
      header('ce_causationid'),
      header('traceparent'),
      header('tracestate'),
    ],
  )
  return rowCount ?? 0
}
