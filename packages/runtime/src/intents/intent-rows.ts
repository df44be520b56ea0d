import { derivedId } from '../announcements.ts'
import type { Cause, Outcome } from '../cause.ts'
import { printable } from '../parking/record-json.ts'
import { sql, type Transaction } from '../sql.ts'
import type { Intent } from './intent.ts'

/** An intent with the cause that it follows from. */
export interface Owed {
  readonly intent: Intent
  readonly cause: Cause
}

/** An outside call whose time has come. */
export interface DueIntent<Body = unknown> {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly entity: string
  readonly body: Body
  readonly correlationId: string
  readonly traceparent?: string | null | undefined
  /** 1 on the first; more means that the outcome of an earlier attempt is not known: ask, never do blind. */
  readonly attempt: number
}

/** An intent's id follows from what it is for, not from what came last: so do the ids of all that its outcome leads to. */
const intentId = ({ intent, key }: Intent) => derivedId(intents, `${intent} ${key}`)

// The name space of ids of intents.
const intents = '0b8a5f1e-52a7-5b43-9d3e-6a3c1d1f7a55'

/** Of which kinds somebody has a hand free, for how many calls, and for how long they may take (milliseconds). */
export type Hands = (kind: string) => Hand | undefined

export interface Hand {
  readonly room: number
  readonly lease: number
}

/**
 * Writes down outside calls that are owed, in the transaction that decided on them. Those that somebody has a hand free
 * for are claimed as they are born, and returned: nobody has to look for them.
 */
export async function owe(tx: Transaction, owed: readonly Owed[], hands: Hands): Promise<DueIntent[]> {
  const born = claimAtBirth(owed, hands)
  const { rows } = await tx.query<{ id: string }>(sql`
    insert into intents (id, kind, key, entity_id, body, correlationid, traceparent, attempts, due_at)
    select id, kind, key, entity_id, body, correlationid, traceparent, attempts, now() + wait * interval '1 millisecond'
    from unnest(
      ${born.map(({ id }) => id)}::uuid[],
      ${born.map(({ kind }) => kind)}::text[],
      ${born.map(({ key }) => key)}::text[],
      ${born.map(({ entity }) => entity)}::text[],
      ${born.map(({ body }) => JSON.stringify(body))}::jsonb[],
      ${born.map(({ correlationId }) => correlationId)}::text[],
      ${born.map(({ traceparent }) => traceparent ?? null)}::text[],
      ${born.map(({ attempt }) => attempt)}::int[],
      ${born.map(({ wait }) => wait)}::int[]
    ) as owed (id, kind, key, entity_id, body, correlationid, traceparent, attempts, wait)
    on conflict do nothing
    returning id
  `)
  const written = new Set(rows.map(({ id }) => id))
  return born.filter(({ id, claimed }) => claimed && written.has(id))
}

/** As they are written: with their first attempt if somebody takes them at once, or if they may have been made before a restore. */
function claimAtBirth(owed: readonly Owed[], hands: Hands) {
  const inHand = new Map<string, number>()
  return owed.map(({ intent, cause: { correlationId, traceparent, replayed = false } }) => {
    const { intent: kind, key, entity, body, inMilliseconds } = intent
    const hand = inMilliseconds === 0 && !replayed ? hands(kind) : undefined
    const taken = inHand.get(kind) ?? 0
    const claimed = hand !== undefined && taken < hand.room
    if (claimed) inHand.set(kind, taken + 1)
    const claim = claimed ? { attempt: 1, wait: hand.lease } : { attempt: replayed ? 1 : 0, wait: inMilliseconds }
    return {
      id: intentId(intent),
      kind,
      key,
      entity,
      body,
      correlationId,
      ...(traceparent && { traceparent }),
      ...claim,
      claimed,
    }
  })
}

/**
 * Takes up to `limit` due calls for `leaseMilliseconds`; other workers pass them by until then. A restored service
 * calls nobody before it has heard again what it had heard: what it would do may be undone by then.
 */
export async function claimDue(tx: Pick<Transaction, 'query'>, kind: string, limit: number, leaseMilliseconds: number) {
  const { rows } = await tx.query<DueIntent & { id: string }>(sql`
    update intents set attempts = attempts + 1, due_at = now() + ${leaseMilliseconds}::int * interval '1 millisecond'
    where id = any(array(
      select id from intents where kind = ${kind} and due_at <= now() and not exists (select from replays)
      order by due_at limit ${limit} for update skip locked
    ))
    returning id, kind, key, entity_id as entity, body, correlationid as "correlationId", traceparent, attempts as attempt
  `)
  return rows
}

/** Calls that were surely not made, or brought no news: due again after a while, and not counted as attempts. */
export const putBack = (tx: Pick<Transaction, 'query'>, intents: readonly DueIntent[], inMilliseconds: number) =>
  tx.query(sql`
    update intents set attempts = attempts - 1, due_at = now() + ${inMilliseconds}::int * interval '1 millisecond'
    where id = any(${intents.map(({ id }) => id)}::uuid[])
  `)

/** Calls whose outcome is not known: the attempt counts, and each waits twice as long as the one before, up to 64 times. */
export const askAgain = (tx: Pick<Transaction, 'query'>, intents: readonly DueIntent[], inMilliseconds: number) =>
  tx.query(sql`
    update intents set due_at = now() + ${inMilliseconds}::int * power(2, least(attempts - 1, 6)) * interval '1 millisecond'
    where id = any(${intents.map(({ id }) => id)}::uuid[])
  `)

/** Settles the intents of these outcomes, and returns the outcomes that did so: one for each intent, the others came late. */
export async function settle(tx: Transaction, outcomes: readonly Outcome[]): Promise<Outcome[]> {
  const { rows } = await tx.query<{ id: string }>(sql`
    delete from intents where id = any(${outcomes.map(({ intentId }) => intentId)}::uuid[]) returning id
  `)
  const settled = new Set(rows.map(({ id }) => id))
  return outcomes.filter(({ intentId }) => settled.delete(intentId))
}

/** Sets outside calls aside whose outcome cannot be processed, with that outcome: nobody makes them again until a person has looked. */
export const parkIntents = (tx: Transaction, outcomes: readonly Outcome[], reasons: ReadonlyMap<Cause, unknown>) =>
  tx.query(sql`
    with spoilt as (
      update intents set parked = spoilt.reason, outcome = spoilt.outcome, due_at = 'infinity'
      from unnest(
        ${outcomes.map(({ intentId }) => intentId)}::uuid[],
        ${outcomes.map((outcome) => reasonOf(reasons.get(outcome)))}::text[],
        ${outcomes.map(({ data }) => JSON.stringify(data))}::jsonb[]
      ) as spoilt (id, reason, outcome)
      where intents.id = spoilt.id
      returning intents.id, correlationid, parked
    )
    insert into parking_history (parked_id, key, action, by, reason)
    select id, correlationid, 'parked', 'the service', parked from spoilt
  `)

/** As Postgres takes it. */
const reasonOf = (error: unknown) => printable(error instanceof Error ? error.message : String(error))
