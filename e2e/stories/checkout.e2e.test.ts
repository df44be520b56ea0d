import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, checkoutOf } from '../shop/index.ts'
import { newProduct, settled, some } from './customer.ts'
import { atTheBank } from './outside.ts'
import { shop, stack } from './shop.ts'

describe.concurrent('a checkout', () => {
  test('that is sent again with its key is the same order', async () => {
    const [customerId, key, checkout] = [randomUUID(), randomUUID(), checkoutOf(1)]
    await shop.fillBasket(customerId, some(await newProduct()))
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => shop.checkOut(customerId, checkout, key)))
    expect(again).toEqual([first, first])
    await settled(first?.orderId ?? '')
    expect(await shop.checkOut(customerId, checkout, key)).toEqual(first)
    expect(await shop.ordersOf(customerId)).toHaveLength(1)
    expect(await atTheBank(first?.orderId ?? '')).toMatchObject({ charged: 1 })
  })

  test('that uses a key for something else is told so', async () => {
    const [customerId, key] = [randomUUID(), randomUUID()]
    await shop.fillBasket(customerId, some(await newProduct()))
    const { orderId } = await shop.checkOut(customerId, checkoutOf(1), key)
    await expect(shop.checkOut(customerId, checkoutOf(2), key)).rejects.toMatchObject({ status: 422 })
    await settled(orderId)
  })
})

const id = randomUUID()
const key = { 'idempotency-key': 'one' }
const address = checkoutOf(1)
const nul = { ...address, recipient: { ...address.recipient, name: 'A\u0000da' } }

describe.concurrent('what makes no sense is answered with a problem', () => {
  test.for([
    ['basket', 'PUT', '/baskets/nobody', { items: [] }, 400],
    ['basket', 'PUT', `/baskets/${id}`, { items: [{ productId: 'tea', quantity: -1 }] }, 400],
    ['basket', 'PUT', `/baskets/${id}`, { items: [{ productId: 'tea', quantity: 1e99 }] }, 400],
    ['basket', 'PUT', `/baskets/${id}`, { items: 'tea' }, 400],
    ['basket', 'POST', `/baskets/${id}/checkout`, address, 409],
    ['basket', 'POST', `/baskets/${id}/checkout`, nul, 400],
    ['basket', 'POST', `/baskets/${id}/checkout`, { cardToken: 'card_approve' }, 400],
    ['order', 'GET', '/orders/nobody', undefined, 400],
    ['order', 'GET', `/orders/${id}`, undefined, 404],
    ['order', 'GET', `/orders/${id}?after=yesterday`, undefined, 400],
    ['order', 'GET', `/orders?customerId=${id}&limit=1000000`, undefined, 400],
    ['order', 'POST', `/orders/${id}/cancellation`, undefined, 404],
    ['order', 'PUT', '/products/tea', { name: 'Tea', price: { minor: 1.5, currency: 'EUR' }, stocked: 1 }, 400],
    ['order', 'PUT', '/products/te%00a', { name: 'Tea', price: { minor: 1, currency: 'EUR' }, stocked: 1 }, 400],
    ['order', 'PUT', '/products/tea', { name: 'T\u0000', price: { minor: 1, currency: 'EUR' }, stocked: 1 }, 400],
    ['payment', 'GET', '/payments/nobody', undefined, 400],
    ['payment', 'GET', `/payments/${id}`, undefined, 404],
    ['shipping', 'GET', '/shipments/nobody', undefined, 400],
    ['shipping', 'GET', `/shipments/${id}`, undefined, 404],
    ['email', 'GET', '/letters?orderId=nobody', undefined, 400],
    ['email', 'GET', '/nothing/here', undefined, 404],
  ] as const)('%s %s %s', async ([service, method, path, body, status]) => {
    const answer = await ask(`${stack.urls[service]}${path}`, { method, body, headers: key })
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': expect.stringContaining('application/problem+json') },
      body: { status, title: expect.any(String), detail: expect.any(String) },
    })
  })

  test('also when it is not even JSON', async () => {
    const answer = await fetch(`${stack.urls['basket']}/baskets/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"items": [',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ status: 400 })
  })
})
