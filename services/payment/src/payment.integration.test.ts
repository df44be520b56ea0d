import { randomUUID } from 'node:crypto'
import { OrderCancelled, OrderReturned, OrderValidated } from '@saga-shop/contracts'
import { sql } from '@saga-shop/runtime'
import { heard, type TestService, testService } from '@saga-shop/runtime/testing'
import { getJson, postLines, type Running, start } from '@saga-shop/sandbox/testing'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBank } from './bank.ts'
import { chargeCalls, findCalls, refundCalls } from './bank-calls.ts'
import { chargeKey } from './calls.ts'
import { deadlines } from './deadlines.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const total = { minor: 2490, currency: 'EUR' }
const soon = deadlines({ CHARGE_WITHIN_MS: 1, REFUND_WITHIN_MS: 1 })
let bank: Running
let service: TestService

beforeAll(async () => {
  bank = await start(new URL('../../../infra/bank/src/main.ts', import.meta.url), {
    BANK_LATENCY_MS: '20',
    BANK_LATE_MS: '600',
    BANK_TIMEOUT_MS: '5000',
  })
  const way = openBank({ url: bank.url, timeout: 300 })
  const calls = [chargeCalls(way), findCalls(way), refundCalls(way)]
  service = await testService({ name: 'payment', description: '', reactions, routes, calls, deadlines: soon })
})
afterAll(async () => {
  await service.close()
  await bank.stop()
})

const validated = (cardToken: string, orderId: string = randomUUID()) =>
  heard(OrderValidated.of({ orderId, customerId: randomUUID(), total, cardToken, validatedAt: 1 }))
const cancelled = (orderId: string) =>
  heard(OrderCancelled.of({ orderId, customerId: randomUUID(), reason: 'CUSTOMER', cancelledAt: 2 }))
const returned = (orderId: string) =>
  heard(OrderReturned.of({ orderId, trackingId: null, reason: 'NEVER_LEFT', returnedAt: 3 }))

const payment = async (orderId: string) => (await service.app.inject(`/payments/${orderId}`)).json()
const becomes = (orderId: string, status: string) =>
  eventually(async () => expect(await payment(orderId)).toMatchObject({ status }))
const announcedOf = async (orderId: string) =>
  (await service.announced())
    .filter(({ data }) => (data as { orderId: string }).orderId === orderId)
    .map(({ type }) => type)
const chargesOf = async (orderId: string) =>
  (await getJson<{ charges: { key: string; requests: number }[] }>(`${bank.url}/ledger`)).charges.filter(
    ({ key }) => key === chargeKey(orderId),
  )

test('a sound order is charged, and the payment can be read', async () => {
  const order = validated('card_approve')
  await service.hear(order)
  await becomes(order.key, 'charged')
  const answer = await service.app.inject(`/payments/${order.key}?after=${order.id}`)
  expect(answer.json()).toEqual({
    orderId: order.key,
    status: 'charged',
    amount: total,
    paymentId: expect.stringMatching(/^[\da-f-]{36}$/),
  })
  expect(await announcedOf(order.key)).toEqual(['OrderPaymentProcessed'])
})

test('an order that was paid for and ends twice is refunded once', async () => {
  const order = validated('card_approve')
  await service.hear(order)
  await becomes(order.key, 'charged')
  await service.hear(cancelled(order.key), returned(order.key))
  await becomes(order.key, 'refunded')
  await service.hear(returned(order.key))
  expect(await announcedOf(order.key)).toEqual(['OrderPaymentProcessed', 'OrderRefunded'])
})

test('an order that is validated and cancelled in one breath is charged and refunded: the bank may have been asked', async () => {
  const order = validated('card_approve')
  await service.hear(order, cancelled(order.key))
  await becomes(order.key, 'refunded')
  expect(await announcedOf(order.key)).toEqual(['OrderPaymentProcessed', 'OrderRefunded'])
})

test('an order that is cancelled before it is validated is never charged', async () => {
  const order = validated('card_approve')
  await service.hear(cancelled(order.key), order)
  await becomes(order.key, 'voided')
  expect(await announcedOf(order.key)).toEqual(['OrderPaymentFailed'])
  expect(await chargesOf(order.key)).toEqual([])
})

test('a charge that a restored database forgot is found, whatever is heard first, and goes back', async () => {
  const order = validated('card_approve')
  const forgotten = { key: chargeKey(order.key), orderId: order.key, amount: total, card: 'card_approve' }
  await postLines(`${bank.url}/charges`, { charges: [forgotten] })
  await service.hear(cancelled(order.key), order)
  await becomes(order.key, 'refunded')
  expect(await announcedOf(order.key)).toEqual(['OrderPaymentProcessed', 'OrderRefunded'])
  expect(await chargesOf(order.key)).toHaveLength(1)
})

test('what is heard again after a restore is asked for before it is charged', async () => {
  const [lasting, ended] = [validated('card_approve'), validated('card_approve')]
  await service.hear({ ...lasting, replayed: true }, { ...ended, replayed: true }, cancelled(ended.key))
  await becomes(lasting.key, 'charged')
  await becomes(ended.key, 'voided')
  expect(await chargesOf(ended.key)).toEqual([])
})

test.each(['card_timeout_after_charge', 'card_answer_late', 'card_answer_twice'])(
  '%s ends charged, exactly once',
  async (card) => {
    const order = validated(card)
    await service.hear(order)
    await becomes(order.key, 'charged')
    expect(await announcedOf(order.key)).toEqual(['OrderPaymentProcessed'])
    expect(await chargesOf(order.key)).toMatchObject([{ requests: 1 }])
  },
)

test('a key that the bank knows for another amount stays unknown, and is asked about ever more rarely', async () => {
  const order = validated('card_approve')
  const other = {
    key: chargeKey(order.key),
    orderId: order.key,
    amount: { minor: 1, currency: 'EUR' },
    card: 'card_approve',
  }
  await postLines(`${bank.url}/charges`, { charges: [other] })
  await service.hear(order)
  const owed = async () => {
    const { rows } = await service.database.query<{ attempts: number; wait: number }>(sql`
      select attempts, extract(epoch from due_at - now())::float as wait from intents where key = ${other.key}
    `)
    return rows[0]
  }
  await eventually(async () => expect((await owed())?.wait).toBeLessThanOrEqual(1))
  await eventually(async () => {
    expect((await owed())?.attempts).toBe(2)
    expect((await owed())?.wait).toBeLessThanOrEqual(2)
  })
  expect((await owed())?.wait).toBeGreaterThan(1)
  expect(await payment(order.key)).toMatchObject({ status: 'charging' })
  await service.database.query(sql`delete from intents where key = ${other.key}`)
})

test('two hundred orders travel together, and none is owed in the end', async () => {
  const cards = ['card_approve', 'card_decline', 'card_insufficient_funds', 'card_approve']
  const orders = Array.from({ length: 200 }, (_, index) => validated(cards[index % cards.length] ?? ''))
  await service.hear(...orders)
  await eventually(async () => {
    const { rows } = await service.database.query(sql`select 1 from intents`)
    expect(rows).toEqual([])
  })
  const ids = orders.map(({ key }) => key)
  const { rows } = await service.database.query(sql`
    select status, count(*)::int from payments where order_id = any(${ids}::uuid[]) group by status order by status
  `)
  expect(rows).toEqual([
    { status: 'charged', count: 100 },
    { status: 'declined', count: 100 },
  ])
})

test('an answer that the bank keeps waiting for is overdue, and says which call it waits for; then it is not', async () => {
  const order = validated('card_answer_late')
  await service.hear(order)
  const owed = async () => (await service.app.inject(`/owed?order=${order.key}`)).json()
  await eventually(async () => {
    expect(await owed()).toMatchObject({ overdue: 1, owed: [{ deadline: 'charge', by: 'payment' }] })
    expect((await owed()).owed[0].waitsFor).toMatchObject([{ call: 'charge-card' }])
  })
  await becomes(order.key, 'charged')
  expect(await owed()).toEqual({ total: 0, overdue: 0, owed: [] })
})

test('an order that was never charged is owed no refund', async () => {
  const order = validated('card_decline')
  await service.hear(order)
  await becomes(order.key, 'declined')
  await service.hear(cancelled(order.key))
  expect((await service.app.inject(`/owed?order=${order.key}`)).json()).toMatchObject({ total: 0 })
})

test('a payment that is not there, or not yet, is a 404; a bad id a 400', async () => {
  expect((await service.app.inject(`/payments/${randomUUID()}`)).statusCode).toBe(404)
  expect((await service.app.inject('/payments/none')).statusCode).toBe(400)
})
