import type { Database } from '../database.ts'
import { sql } from '../sql.ts'

/** What is parked, as a list shows it: an event, or an outside call. */
export interface ParkedItem {
  /** A number for an event, a UUID for an outside call. */
  readonly id: string
  readonly kind: 'event' | 'call'
  readonly order: string
  /** The event's topic, or what is to be done outside. */
  readonly name: string
  readonly partition: number | null
  readonly offset: number | null
  /** The rule that failed; null when it waits behind an earlier one of its order. */
  readonly reason: string | null
  readonly attempts: number
  readonly parkedAt: Date
}

export interface Wanted {
  readonly order?: string | undefined
  readonly id?: string | undefined
  readonly limit?: number
}

/** What is parked, oldest first: of one order, or one of them, or all. */
export async function parkedItems(database: Database, { order, id, limit = 1_000 }: Wanted): Promise<ParkedItem[]> {
  const { rows } = await database.query<ParkedItem & { id: string }>(sql`
    select * from (
      select id::text, 'event' as kind, key as "order", topic as name, partition, record_offset::float8 as "offset",
        reason, attempts, parked_at as "parkedAt", id as turn
      from parked
      union all
      select id::text, 'call', correlationid, kind, null, null, parked, attempts,
        (select max(at) from parking_history where parked_id = intents.id::text), 0
      from intents where parked is not null
    ) as item
    where (${order ?? null}::text is null or "order" = ${order ?? null}) and (${id ?? null}::text is null or id = ${id ?? null})
    order by turn, "parkedAt", id limit ${limit}
  `)
  return rows.map(({ turn: _, ...item }: ParkedItem & { turn?: unknown }) => item)
}

/** How much is parked, for gauges and logs. */
export interface ParkedFigures {
  readonly orders: number
  readonly events: number
  readonly calls: number
  /** Seconds since the oldest was parked. */
  readonly oldest: number
}

export async function countParked(database: Database): Promise<ParkedFigures> {
  const { rows } = await database.query<ParkedFigures & { orders: number }>(sql`
    select count(distinct parked.key)::int as orders, count(*)::int as events,
      (select count(*)::int from intents where parked is not null) as calls,
      coalesce(extract(epoch from now() - min(parked_at)), 0)::float8 as oldest
    from parked
  `)
  return rows[0] ?? { orders: 0, events: 0, calls: 0, oldest: 0 }
}
