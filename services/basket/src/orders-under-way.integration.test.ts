import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { OrderConfirmed, ProductChanged } from '@saga-shop/contracts'
import { heard, type TestService, testService } from '@saga-shop/runtime/testing'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, eur, now } from './basket.fixtures.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const { recipient, cardToken } = checkout()
let service: TestService

beforeAll(async () => {
  service = await testService({
    name: 'basket',
    description: '',
    reactions,
    routes: (app, context) => routes(app, context, { ordersUnderWay: 4, checkoutsPerMinute: 2 }),
  })
  const changed = { productId: 'tea', name: 'Tea', price: eur(5), availability: 'IN_STOCK', changedAt: now } as const
  await service.hear(heard(ProductChanged.of(changed)))
})
afterAll(() => service.close())

/** A checkout of one product, by a new customer unless told otherwise. */
async function order(customerId: string = randomUUID()) {
  await service.app.inject({
    method: 'PUT',
    url: `/baskets/${customerId}`,
    payload: { items: [{ productId: 'tea', quantity: 1 }] },
  })
  const answer = await service.app.inject({
    method: 'POST',
    url: `/baskets/${customerId}/checkout`,
    headers: { 'idempotency-key': randomUUID() },
    payload: { recipient, cardToken },
  })
  return { customerId, status: answer.statusCode, headers: answer.headers, ...answer.json() }
}
const confirm = ({ orderId, customerId }: { orderId: string; customerId: string }) =>
  service.hear(heard(OrderConfirmed.of({ orderId, customerId, lines: [], confirmedAt: now })))

test('while too many orders are not decided, customers are asked to come back; then all goes on by itself', async () => {
  const orders = [await order(), await order(), await order(), await order()]
  expect(orders.map(({ status }) => status)).toEqual([202, 202, 202, 202])
  const refused = await order()
  expect(refused).toMatchObject({ status: 503, type: 'urn:saga-shop:problem:too-many-orders' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  await sleep(300) // by now the count is old, and the next request has it made again
  expect(await order()).toMatchObject({ status: 503 })
  await Promise.all(orders.map(confirm))
  const accepted = await eventually(async () => {
    const again = await order()
    expect(again.status).toBe(202)
    return again
  })
  await confirm(accepted)
})

test('one customer who checks out again and again is told to wait; others are not', async () => {
  const customerId = randomUUID()
  const orders = [await order(customerId), await order(customerId), await order(customerId)]
  expect(orders.map(({ status }) => status)).toEqual([202, 202, 429])
  expect(Number(orders[2]?.headers['retry-after'])).toBeGreaterThan(0)
  expect((await order()).status).toBe(202)
})
