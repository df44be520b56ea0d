import { derivedId } from '../announcements.ts'
import type { Batcher } from '../batcher.ts'
import type { Outcome } from '../cause.ts'
import type { Database } from '../database.ts'
import { type Asking, sql } from '../sql.ts'
import { printable } from './record-json.ts'

interface ParkedCall {
  readonly id: string
  readonly kind: string
  readonly entity: string
  readonly outcome: unknown
  readonly correlationId: string
  readonly traceparent: string | null
}

/**
 * Takes up the parked outside calls of an order again, or the one with this id: an outcome that is known is decided on
 * again, otherwise the call is due again. Answers how many there were.
 */
export async function redriveCalls(database: Database, batcher: Batcher, orderOrId: string, by: string) {
  const calls = await takeUp(database, orderOrId, by)
  const known = calls.filter(({ outcome }) => outcome !== null)
  await Promise.all(known.map((call) => batcher.submit({ causes: [outcomeOf(call)] })))
  return calls.length
}

async function takeUp(database: Asking, orderOrId: string, by: string): Promise<ParkedCall[]> {
  const { rows } = await database.query<ParkedCall & { id: string }>(sql`
    with redriven as (
      update intents set parked = case when outcome is not null then parked end,
        due_at = case when outcome is null then now() else due_at end
      where parked is not null and (correlationid = ${orderOrId} or id::text = ${orderOrId})
      returning id, kind, entity_id as entity, outcome, correlationid as "correlationId", traceparent
    ), history as (
      insert into parking_history (parked_id, key, action, by)
      select id, "correlationId", 'redriven', ${printable(by)} from redriven
    )
    select * from redriven
  `)
  return rows
}

/** The same outcome under the same id as when it was first known. */
const outcomeOf = ({ id, kind, entity, outcome, correlationId, traceparent }: ParkedCall): Outcome => ({
  id: derivedId(id, 'answered'),
  name: `${kind}.answered`,
  key: entity,
  data: outcome,
  correlationId,
  traceparent: traceparent ?? undefined,
  intentId: id,
})

/** A call that was refused for good: asking again would get the same answer, so nobody asks until a person has looked. */
export const parkCall = (database: Asking, id: string, reason: string) =>
  database.query(sql`
    with refused as (
      update intents set parked = ${printable(reason)}, due_at = 'infinity' where id = ${id}
      returning id, correlationid, parked
    )
    insert into parking_history (parked_id, key, action, by, reason)
    select id, correlationid, 'parked', 'the service', parked from refused
  `)

/** What is owed to whom outside, and what came of it. */
export async function parkedCall(database: Asking, id: string) {
  const { rows } = await database.query<{ key: string; body: unknown; outcome: unknown }>(sql`
    select key, body, outcome from intents where id::text = ${id} and parked is not null
  `)
  return rows[0]
}
