import type { Database } from '../database.ts'
import { sql } from '../sql.ts'
import type { Deadline } from './deadline.ts'

/** All that a service is owed, or owes: its deadlines, and outside calls that may not take longer than a time. */
export interface Watched {
  readonly service: string
  readonly deadlines: readonly Deadline[]
  readonly calls: readonly { readonly name: string; readonly within: number }[]
}

/** Something that somebody owes an order. */
export interface OwedRow {
  readonly deadline: string
  readonly orderId: string
  readonly since: Date
  readonly dueAt: Date
  /** How long it is overdue, by the database's clock; null while there is time. */
  readonly overdueSeconds: number | null
  /** Outside calls of this order that have no outcome yet. */
  readonly waitsFor: readonly { readonly call: string; readonly attempts: number; readonly since: string }[]
  /** How many there are in all, and how many of them are overdue. */
  readonly total: number
  readonly overdue: number
}

export interface Wanted {
  readonly order?: string | undefined
  readonly overdueOnly: boolean
  readonly limit: number
}

/** What is owed, the longest overdue first. */
export async function listOwed(database: Database, { calls }: Watched, { order, overdueOnly, limit }: Wanted) {
  const { rows } = await database.query<OwedRow & Record<string, unknown>>(sql`
    with owed as (
      select kind, correlationid, since, due_at, due_at <= now() as is_overdue from deadlines
      union all
      select kind, correlationid, since, since + within * interval '1 millisecond',
        since + within * interval '1 millisecond' <= now()
      from intents join unnest(
        ${calls.map(({ name }) => name)}::text[], ${calls.map(({ within }) => within)}::bigint[]
      ) as call (name, within) on kind = name
    ), page as (
      select *, count(*) over ()::int as total, (count(*) filter (where is_overdue) over ())::int as overdue
      from owed
      where (is_overdue or not ${overdueOnly}::boolean) and (${order ?? null}::text is null or correlationid = ${order ?? null})
      order by due_at limit ${limit}
    ), waits as (
      select correlationid, json_agg(json_build_object('call', kind, 'attempts', attempts, 'since', since)) as calls
      from intents where correlationid in (select correlationid from page) group by correlationid
    )
    select kind as deadline, correlationid as "orderId", since, due_at as "dueAt", total, overdue,
      case when is_overdue then extract(epoch from now() - due_at)::float8 end as "overdueSeconds",
      coalesce(waits.calls, '[]') as "waitsFor"
    from page left join waits using (correlationid) order by due_at
  `)
  return rows
}

/** Of one deadline: how many orders wait, how many of them for too long, and how far over its time the longest is. */
export interface OwedCount {
  readonly deadline: string
  readonly owed: number
  readonly overdue: number
  readonly overdueSeconds: number
}

export async function countOwed(database: Database, { calls }: Watched): Promise<OwedCount[]> {
  const { rows } = await database.query<OwedCount & Record<string, unknown>>(sql`
    with owed as (
      select kind, due_at from deadlines
      union all
      select kind, since + within * interval '1 millisecond'
      from intents join unnest(
        ${calls.map(({ name }) => name)}::text[], ${calls.map(({ within }) => within)}::bigint[]
      ) as call (name, within) on kind = name
    )
    select kind as deadline, count(*)::int as owed, (count(*) filter (where due_at <= now()))::int as overdue,
      greatest(0, extract(epoch from now() - min(due_at)))::float8 as "overdueSeconds"
    from owed group by kind
  `)
  return rows
}
