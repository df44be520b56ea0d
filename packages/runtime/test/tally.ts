import { randomUUID } from 'node:crypto'
import { OrderPaymentFailed, OrderPaymentProcessed, OrderRefunded, OrderValidated } from '@saga-shop/contracts'
import { type TestDatabase, testDatabase } from '@saga-shop/testing'
import { codec } from '../src/codec.ts'
import { type Database, openDatabase } from '../src/database.ts'
import type { Deadline } from '../src/deadlines/deadline.ts'
import { declare } from '../src/deadlines/moves.ts'
import {
  becomes,
  type Cause,
  Conflict,
  command,
  deadline,
  type Entity,
  intent,
  noFacts,
  nothing,
  notYet,
  type Reaction,
  reactsWith,
  refuses,
  type Store,
  sql,
} from '../src/index.ts'

/** The smallest entity there is: it counts what it heard. */
export interface Tally {
  readonly id: string
  readonly count: number
}

/** A service made of one table and some reactions, for tests of what is between. */
export async function tallyService(...deadlines: Deadline[]) {
  const place = await testDatabase()
  const database = openDatabase({ url: place.url })
  await database.query(sql`create table tallies (id uuid primary key, version int not null, state jsonb not null)`)
  const deciding = {
    reactions: byName(reactions),
    encode: codec(ids).encode,
    deadlines: declare(deadlines),
    hands: noHands,
  }
  return { place, database, ...deciding, ...reading(database) }
}

export type TallyService = Awaited<ReturnType<typeof tallyService>>

/** Nobody takes calls as they are born: they wait to be claimed. */
const noHands = () => undefined

const ids = { of: () => 7, resolver: () => Promise.reject() as never }

export const Add = command<{ by: number }>('add')
export const Call = intent<{ why: string }, { said: string }>('call')
/** Whoever paid shall get the money back in time. */
export const Refund = deadline({
  name: 'refund',
  by: 'payment',
  owes: 'OrderRefunded',
  starts: [OrderPaymentProcessed],
  ends: [OrderRefunded],
})

export const tallies: Store<Tally> = {
  name: 'tallies',
  hearsEarly: true,
  facts: noFacts,
  load: async (tx, wanted) =>
    (
      await tx.query<Entity<Tally> & { id: string }>(
        sql`select id, version, state from tallies where id = any(${wanted}::uuid[]) order by id for update`,
      )
    ).rows,
  save: async (tx, changed) => {
    const { rowCount } = await tx.query(sql`
      insert into tallies (id, version, state)
      select id, version + 1, state
      from unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ version }) => version)}::int[],
        ${changed.map(({ state }) => JSON.stringify(state))}::jsonb[]) as saved (id, version, state)
      on conflict (id) do update set version = excluded.version, state = excluded.state
      where tallies.version = excluded.version - 1
    `)
    if (rowCount !== changed.length) throw new Conflict('a tally has moved on')
  },
}

const on = reactsWith(tallies)
const count = (tally: Tally | undefined, id: string, by = 1): Tally => ({ id, count: (tally?.count ?? 0) + by })

/** Adds one for each payment, announces it, and calls somebody; chokes on a failed one. */
const reactions = [
  on(OrderPaymentProcessed, (tally, { data: { orderId, amount }, now }) =>
    becomes(
      count(tally, orderId),
      OrderValidated.of({ orderId, customerId: orderId, total: amount, cardToken: 'card', validatedAt: now }),
      Call.of({ key: `${orderId}:${tally?.count ?? 0}`, entity: orderId, body: { why: 'paid' } }),
    ),
  ),
  on(OrderPaymentFailed, () => {
    throw new Error('this cannot be')
  }),
  on(Add, (tally, { data: { by }, key }) =>
    by < 0 ? refuses('negative', 'Only more.') : becomes(count(tally, key, by)),
  ),
  on(Call.answered, (tally, { key }) => (tally ? becomes(count(tally, key, 100)) : nothing)),
  on(OrderRefunded, (tally, { key }) => (tally ? becomes(count(tally, key, 1_000)) : notYet)),
  on(Refund.passed, (tally, { key }) => (tally ? becomes(count(tally, key, 100_000)) : nothing)),
]

/** The same service after somebody mended it: failed payments count for ten thousand. */
export const mended = () =>
  byName([...reactions, on(OrderPaymentFailed, (tally, { key }) => becomes(count(tally, key, 10_000)))])

const byName = (all: readonly Reaction[]) => new Map(all.map((reaction) => [reaction.hears, reaction]))

const cause = <Data extends { orderId: string }>(name: string, data: Data): Cause<Data> => ({
  id: randomUUID(),
  name,
  key: data.orderId,
  data,
  correlationId: data.orderId,
})

export const paid = (orderId: string = randomUUID(), currency = 'EUR') =>
  cause(OrderPaymentProcessed.topic, {
    orderId,
    paymentId: randomUUID(),
    amount: { minor: 1290, currency },
    processedAt: 0,
  })

export const refunded = (orderId: string = randomUUID()) =>
  cause(OrderRefunded.topic, {
    orderId,
    paymentId: orderId,
    refundId: orderId,
    amount: { minor: 1290, currency: 'EUR' },
    refundedAt: 0,
  })

export const failed = (orderId: string = randomUUID()) =>
  cause(OrderPaymentFailed.topic, { orderId, reason: 'DECLINED' as const, failedAt: 0 })

export const added = (key: string, by: number, id: string = randomUUID()) => ({
  id,
  name: Add.name,
  key,
  data: { by },
  correlationId: key,
  fingerprint: String(by),
  kept: true,
})

const reading = (database: Database) => ({
  countOf: async (id: string) => {
    const { rows } = await database.query<{ state: Tally }>(sql`select state from tallies where id = ${id}`)
    return rows[0]?.state.count
  },
  /** What is parked, oldest first. */
  parked: async () => {
    const { rows } = await database.query<{
      id: string
      key: string
      topic: string
      offset: number
      reason: string
    }>(sql`
      select id, key, topic, partition, record_offset::int as "offset", event_id, reason, attempts, headers, payload
      from parked order by id
    `)
    return rows
  },
  rowsIn: async (table: 'outbox' | 'inbox' | 'intents' | 'deadlines' | 'tallies') => {
    const { rows } = await database.query<{ rows: number }>(sql`
      select (case ${table}::text
        when 'outbox' then (select count(*) from outbox) when 'inbox' then (select count(*) from inbox)
        when 'intents' then (select count(*) from intents) when 'deadlines' then (select count(*) from deadlines) else (select count(*) from tallies) end)::int as rows
    `)
    return rows[0]?.rows
  },
})

export type { TestDatabase }
