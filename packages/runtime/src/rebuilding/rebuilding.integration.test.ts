import { randomUUID } from 'node:crypto'
import { OrderRefunded, OrderValidated } from '@saga-shop/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Call, refunded, type Tally, type TallyService, tallies, tallyService } from '../../test/tally.ts'
import type { Cause } from '../cause.ts'
import { becomes, notYet, type Reaction, reactsWith, type Store } from '../index.ts'
import { sql } from '../sql.ts'
import { type Beside, makeBeside } from './beside.ts'
import { columnsOf, compare, isSame } from './compare.ts'
import { hearAgain } from './hear-again.ts'
import { holdPositions, switchOver } from './switch-over.ts'
import { type View, view } from './view.ts'

let service: TallyService
let beside: Beside
beforeEach(async () => {
  service = await tallyService()
  beside = await makeBeside(service.place.url, service.database, refunds)
})
afterEach(async () => {
  await beside.remove()
  await service.database.close()
})

const on = reactsWith(tallies)
const counts = on(OrderRefunded, (tally, { key }) => becomes({ id: key, count: (tally?.count ?? 0) + 1 }))
const refunds: View = view('refunds', { table: 'tallies', key: 'id', reactions: [counts] })

const hear = (causes: readonly Cause[], reaction: Reaction = counts) =>
  beside.database.transaction((tx) => hearAgain(tx, causes, new Map([[reaction.hears, reaction]])))
const place = async () => ({ schema: beside.schema, columns: await columnsOf(service.database, refunds) })
const differences = async () => compare(service.database, refunds, await place())
const save = (id: string, count: number) =>
  service.database.query(
    sql`insert into tallies (id, version, state) values (${id}, 7, ${JSON.stringify({ id, count })})`,
  )

test('a view is made anew beside the live one, which does not change', async () => {
  const [one, twice] = [refunded(), refunded()]
  await hear([one, twice])
  await hear([twice])
  expect(await service.rowsIn('tallies')).toBe(0)
  expect((await differences()).missing.toSorted()).toEqual([one.key, twice.key].toSorted())
  await save(twice.key, 1)
  expect(await differences()).toMatchObject({ same: 1, missing: [one.key], extra: [], changed: [] })
})

test('what differs is put right in one transaction, while the service hears nothing', async () => {
  const [right, wrong, lost] = [refunded(), refunded(), refunded()]
  const strange = randomUUID()
  await hear([right, wrong, lost])
  await save(right.key, 1)
  await save(wrong.key, 5)
  await save(strange, 1)
  const found = await service.database.transaction(async (tx) => {
    await holdPositions(tx, [OrderRefunded.topic])
    return switchOver(tx, refunds, await place())
  })
  expect(found).toEqual({ same: 1, missing: [lost.key], extra: [strange], changed: [wrong.key] })
  expect(isSame(await differences())).toBe(true)
  for (const { key } of [right, wrong, lost]) expect(await service.countOf(key)).toBe(1)
})

describe('a view that does more than remember is a mistake, and has no effect:', () => {
  const orderId = randomUUID()
  const fact = OrderValidated.of({
    orderId,
    customerId: orderId,
    total: { minor: 1, currency: 'EUR' },
    cardToken: 'card',
    validatedAt: 1,
  })
  const state = { id: orderId, count: 1 }
  const secretly: Store<Tally> = {
    ...tallies,
    save: (tx) => tx.query(sql`insert into intents (id, kind, key) values (gen_random_uuid(), 'call', 'x')`),
  }
  const openly: Store<Tally> = {
    ...tallies,
    save: (tx) => tx.query(sql`insert into outbox (id) values (gen_random_uuid())`),
  }
  const mistakes: [string, Reaction, RegExp][] = [
    ['announcing', on(OrderRefunded, () => becomes(state, fact)), /announces OrderValidated/],
    [
      'calling',
      on(OrderRefunded, () => becomes(state, Call.of({ key: 'x', entity: 'x', body: { why: '' } }))),
      /calls/,
    ],
    ['waiting', on(OrderRefunded, () => notYet), /waits/],
    ['writing into the outbox', reactsWith(openly)(OrderRefunded, () => becomes(state)), /"outbox" does not exist/],
    ['writing down calls', reactsWith(secretly)(OrderRefunded, () => becomes(state)), /"intents" does not exist/],
  ]

  test.each(mistakes)('%s', async (_, reaction, complaint) => {
    await expect(hear([refunded(orderId)], reaction)).rejects.toThrow(complaint)
    for (const table of ['outbox', 'intents', 'tallies'] as const) expect(await service.rowsIn(table)).toBe(0)
  })
})

test('what a rebuild that was killed left behind is no obstacle', async () => {
  await hear([refunded()])
  const again = await makeBeside(service.place.url, service.database, refunds)
  expect((await differences()).missing).toEqual([])
  await again.database.close()
})
