import type { Announcement } from './announcements.ts'
import { sql, type Transaction } from './sql.ts'

/** Announces by writing beside the state: the relay carries it on from the write-ahead log. */
export const announce = async (tx: Transaction, announcements: readonly Announcement[]) =>
  tx.query(sql`
    insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid, traceparent, tracestate)
    select id, aggregatetype, aggregateid, type, topic, payload, source, aggregateid, correlationid, causationid, traceparent, tracestate
    from unnest(
      ${announcements.map(({ id }) => id)}::uuid[],
      ${announcements.map(({ fact }) => (fact.kind.keyField === 'orderId' ? 'order' : 'product'))}::text[],
      ${announcements.map(({ fact }) => fact.key)}::text[],
      ${announcements.map(({ fact }) => fact.kind.type)}::text[],
      ${announcements.map(({ fact }) => fact.kind.topic)}::text[],
      ${announcements.map(({ payload }) => payload)}::bytea[],
      ${announcements.map(({ fact }) => `/${fact.kind.owner}`)}::text[],
      ${announcements.map(({ cause }) => cause.correlationId)}::text[],
      ${announcements.map(({ cause }) => cause.id)}::text[],
      ${announcements.map(({ traceparent }) => traceparent ?? null)}::text[],
      ${announcements.map(({ cause }) => cause.tracestate ?? null)}::text[]
    ) as announced (id, aggregatetype, aggregateid, type, topic, payload, source, correlationid, causationid, traceparent, tracestate)
    on conflict (id) do nothing
  `)
