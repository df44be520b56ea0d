import { randomUUID } from 'node:crypto'
import { OrderCancelled, OrderConfirmed, OrderRequested } from '@saga-shop/contracts'
import { openOutside, sql } from '@saga-shop/runtime'
import { heard, type TestService, testService } from '@saga-shop/runtime/testing'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carrierCalls } from './carrier.ts'
import { deadlines } from './deadlines.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const settings = { CARRIER_TIMEOUT_MS: 1_000, TRACK_EVERY_MS: 50 }
const customerId = randomUUID()
let carrier: Running
let service: TestService

beforeAll(async () => {
  carrier = await start(new URL('../../../infra/carrier/src/main.ts', import.meta.url), { CARRIER_STEP_MS: '150' })
  const calls = carrierCalls(openOutside({ url: carrier.url, timeoutMilliseconds: 1_000 }), settings)
  service = await testService({
    name: 'shipping',
    description: '',
    reactions,
    routes,
    calls,
    deadlines: deadlines({ NEWS_WITHIN_MS: 5_000 }),
  })
})
afterAll(async () => {
  await service.close()
  await carrier.stop()
})

const requested = (orderId: string, postcode = '8001') => {
  const recipient = { name: 'Ada', email: 'ada@example.org', street: 'Gate 1', postcode, city: 'Zürich', country: 'CH' }
  const total = { minor: 1290, currency: 'EUR' }
  const order = { orderId, customerId, recipient, lines: [], total, cardToken: 'card_approve', requestedAt: 1 }
  return heard(OrderRequested.of(order))
}
const confirmed = (orderId: string) => heard(OrderConfirmed.of({ orderId, customerId, lines: [], confirmedAt: 2 }))
const cancelled = (orderId: string) =>
  heard(OrderCancelled.of({ orderId, customerId, reason: 'CUSTOMER', cancelledAt: 3 }))

const shipment = async (orderId: string) => (await service.app.inject(`/shipments/${orderId}`)).json()
const becomes = (orderId: string, status: string) =>
  eventually(async () => expect(await shipment(orderId)).toMatchObject({ status }), { within: 10_000 })
const announcedOf = async (orderId: string) =>
  (await service.announced())
    .filter(({ data }) => (data as { orderId: string }).orderId === orderId)
    .map(({ type }) => type)
const kept = async (what: string) => {
  const { rows } = await service.database.query(sql`
    select 1 from shipments where state::text like ${what} union all select 1 from intents where body::text like ${what}
  `)
  return rows.length > 0
}

test('a paid order reaches the doorstep, and its address is forgotten', async () => {
  const orderId = randomUUID()
  await service.hear(requested(orderId))
  expect(await kept('%Ada%')).toBe(true)
  const paid = confirmed(orderId)
  await service.hear(paid)
  expect((await service.app.inject(`/shipments/${orderId}?after=${paid.id}`)).headers['saga-stale']).toBeUndefined()
  await becomes(orderId, 'delivered')
  expect(await shipment(orderId)).toEqual({
    ...{ orderId, status: 'delivered', over: true, cancelled: false, failedAttempts: 0, silentSince: null },
    trackingId: expect.stringMatching(/^tr_/),
  })
  expect(await announcedOf(orderId)).toEqual(['ShipmentPrepared', 'OrderShipped', 'OrderDelivered'])
  expect(await kept('%Ada%')).toBe(false)
})

test('a parcel that nobody takes comes back', async () => {
  const orderId = randomUUID()
  await service.hear(confirmed(orderId), requested(orderId, '10003'))
  await becomes(orderId, 'returned')
  expect(await shipment(orderId)).toMatchObject({ reason: 'UNDELIVERABLE', over: true })
  const failed = ['DeliveryFailed', 'DeliveryFailed', 'DeliveryFailed']
  expect(await announcedOf(orderId)).toEqual(['ShipmentPrepared', 'OrderShipped', ...failed, 'OrderReturned'])
})

test('a delivered parcel is fetched when its order is cancelled after all', async () => {
  const orderId = randomUUID()
  await service.hear(requested(orderId), confirmed(orderId))
  await becomes(orderId, 'delivered')
  const end = cancelled(orderId)
  await service.hear(end, end)
  await becomes(orderId, 'returned')
  expect(await shipment(orderId)).toMatchObject({ reason: 'RECALLED' })
  expect((await announcedOf(orderId)).slice(2)).toEqual(['OrderDelivered', 'OrderReturned'])
})

test('all three in one breath, in any order: one return', async () => {
  const hear = [requested, confirmed, cancelled]
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ].map((order) => {
    const orderId = randomUUID()
    return { orderId, causes: order.flatMap((index) => hear[index]?.(orderId) ?? []) }
  })
  await service.hear(...orders.flatMap(({ causes }) => causes))
  for (const { orderId } of orders) {
    await becomes(orderId, 'returned')
    expect((await announcedOf(orderId)).filter((type) => type === 'OrderReturned')).toHaveLength(1)
  }
})

test('two hundred parcels travel together, each handed over once, and no call is owed in the end', async () => {
  const ids: string[] = Array.from({ length: 200 }, () => randomUUID())
  const { transactions } = service.database.counts
  await service.hear(...ids.flatMap((orderId) => [requested(orderId), confirmed(orderId)]))
  await eventually(async () => expect((await service.database.query(sql`select 1 from intents`)).rows).toEqual([]), {
    within: 10_000,
    every: 100,
  })
  const { rows } = await service.database.query(sql`
    select status, count(*)::int from shipments where order_id = any(${ids}::uuid[]) group by status
  `)
  expect(rows).toEqual([{ status: 'delivered', count: 200 }])
  expect(service.database.counts.transactions - transactions).toBeLessThan(100)
  const ledger = await getJson<{ parcels: { key: string; requests: { handovers: number } }[] }>(`${carrier.url}/ledger`)
  const handovers = ledger.parcels.filter(({ key }) => ids.includes(key)).map(({ requests }) => requests.handovers)
  expect(handovers).toEqual(ids.map(() => 1))
})

test('a shipment that is not there, or not yet, is a 404; a bad id a 400', async () => {
  expect((await service.app.inject(`/shipments/${randomUUID()}`)).statusCode).toBe(404)
  expect((await service.app.inject('/shipments/none')).statusCode).toBe(400)
})

test('the database itself refuses to keep an address that is no longer needed', async () => {
  const insert = service.database.query(sql`
    insert into shipments (order_id, version, status, state) values (${randomUUID()}, 1, 'delivered', '{"recipient": {}}')
  `)
  await expect(insert).rejects.toThrow('check constraint')
})

describe('a carrier', () => {
  const owedFor = async (orderId: string) => (await service.app.inject(`/owed?order=${orderId}&overdue=true`)).json()
  const isOverdue = (orderId: string) =>
    service.database.query(sql`update deadlines set due_at = now() where entity = ${orderId}`)

  test('that has no news of a parcel for too long is silent, until it has', async () => {
    const orderId = randomUUID()
    await service.hear(requested(orderId, '10003'), confirmed(orderId))
    await becomes(orderId, 'shipped')
    expect(await shipment(orderId)).toMatchObject({ silentSince: null })
    await isOverdue(orderId)
    const [silent, owed] = [await shipment(orderId), await owedFor(orderId)]
    expect(owed).toMatchObject({
      overdue: 1,
      owed: [{ by: 'shipping', deadline: 'parcel-news', since: silent.silentSince }],
    })
    expect(owed.owed[0].waitsFor).toMatchObject([{ call: 'track' }])
    await becomes(orderId, 'returned')
    expect(await shipment(orderId)).toMatchObject({ silentSince: null })
    expect(await owedFor(orderId)).toEqual({ total: 0, overdue: 0, owed: [] })
  })

  test('owes nothing for an order that was never paid', async () => {
    const orderId = randomUUID()
    await service.hear(requested(orderId), cancelled(orderId))
    expect((await service.app.inject(`/owed?order=${orderId}`)).json()).toMatchObject({ total: 0 })
  })
})
