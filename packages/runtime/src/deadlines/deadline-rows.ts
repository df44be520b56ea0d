import { derivedId } from '../announcements.ts'
import { type Cause, isPassing, type Passing } from '../cause.ts'
import { sql, type Transaction } from '../sql.ts'
import type { Move, Moves } from './moves.ts'

/** Starts, moves and ends deadlines: a statement each, however many there are, and none for nothing. */
export function moveDeadlines(tx: Transaction, moves: Moves): Promise<unknown>[] {
  if (moves.size === 0) return []
  const started = [...moves.values()].filter(isStart)
  const ended = [...moves.values()].filter((move) => !isStart(move))
  return [...(started.length > 0 ? [start(tx, started)] : []), ...(ended.length > 0 ? [end(tx, ended)] : [])]
}

type Start = Move & { readonly startedBy: string }

const isStart = (move: Move): move is Start => move.startedBy !== undefined

const start = (tx: Transaction, started: readonly Start[]) =>
  tx.query(sql`
    insert into deadlines (kind, entity, due_at, correlationid, traceparent, cause_id)
    select kind, entity, now() + within * interval '1 millisecond', correlationid, traceparent, cause_id
    from unnest(
      ${started.map(({ deadline }) => deadline.name)}::text[],
      ${started.map(({ entity }) => entity)}::text[],
      ${started.map(({ deadline }) => deadline.within)}::bigint[],
      ${started.map(({ cause }) => cause.correlationId)}::text[],
      ${started.map(({ cause }) => cause.traceparent ?? null)}::text[],
      ${started.map(({ startedBy }) => startedBy)}::uuid[]
    ) as started (kind, entity, within, correlationid, traceparent, cause_id)
    on conflict (kind, entity) do update set since = excluded.since, due_at = excluded.due_at,
      traceparent = excluded.traceparent, cause_id = excluded.cause_id
  `)

const end = (tx: Transaction, ended: readonly Move[]) =>
  tx.query(sql`
    delete from deadlines
    using unnest(
      ${ended.map(({ deadline }) => deadline.name)}::text[], ${ended.map(({ entity }) => entity)}::text[]
    ) as ended (kind, entity)
    where deadlines.kind = ended.kind and deadlines.entity = ended.entity
  `)

interface DueRow {
  readonly kind: string
  readonly entity: string
  readonly correlationId: string
  readonly traceparent: string | null
  readonly startedBy: string
}

/** Deadlines of these kinds whose time is up by the database's clock, the oldest first. Nothing is taken yet. */
export async function passings(
  tx: Pick<Transaction, 'query'>,
  kinds: readonly string[],
  limit: number,
): Promise<Passing[]> {
  const { rows } = await tx.query<DueRow & Record<string, unknown>>(sql`
    select kind, entity, correlationid as "correlationId", traceparent, cause_id as "startedBy"
    from deadlines where kind = any(${kinds}::text[]) and due_at <= now() order by due_at limit ${limit}
  `)
  return rows.map(toPassing)
}

/** A deadline that starts at the same event passes under the same id, wherever that is found out. */
const toPassing = ({ kind, entity, correlationId, traceparent, startedBy }: DueRow): Passing => ({
  id: derivedId(startedBy, `${kind}.passed`),
  name: `${kind}.passed`,
  key: entity,
  data: undefined,
  correlationId,
  traceparent: traceparent ?? undefined,
  deadline: kind,
  startedBy,
})

/**
 * Takes the deadlines that pass in this batch, and returns those that were still running as they were found. Asked after
 * the entities are locked: whoever ends one holds its entity first, so the two never wait for each other.
 */
export async function takePassed(tx: Transaction, causes: readonly Cause[]): Promise<Passing[]> {
  const passed = causes.filter(isPassing)
  if (passed.length === 0) return []
  const { rows } = await tx.query<{ cause_id: string; kind: string }>(sql`
    delete from deadlines
    using unnest(
      ${passed.map(({ deadline }) => deadline)}::text[], ${passed.map(({ key }) => key)}::text[],
      ${passed.map(({ startedBy }) => startedBy)}::uuid[]
    ) as passed (kind, entity, cause_id)
    where deadlines.kind = passed.kind and deadlines.entity = passed.entity
      and deadlines.cause_id = passed.cause_id and deadlines.due_at <= now()
    returning deadlines.cause_id, deadlines.kind
  `)
  const taken = new Set(rows.map(({ kind, cause_id }) => derivedId(cause_id, `${kind}.passed`)))
  return passed.filter(({ id }) => taken.delete(id))
}
