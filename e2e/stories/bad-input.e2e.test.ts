import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, checkoutOf } from '../shop/index.ts'
import { stack } from './shop.ts'

const id = randomUUID()
const tea = { productId: 'tea', quantity: 1 }
const product = { name: 'Tea', price: { minor: 1, currency: 'EUR' }, stocked: 1 }
const sound = checkoutOf(1)
const withNul = { ...sound, recipient: { ...sound.recipient, name: 'A\u0000da' } }

describe.concurrent('is answered with a problem:', () => {
  test.for([
    ['a customer who is no UUID', 'basket', 'PUT', '/baskets/nobody', { items: [] }, 400],
    ['less than nothing', 'basket', 'PUT', `/baskets/${id}`, { items: [{ ...tea, quantity: -1 }] }, 400],
    [
      'more than there is in the world',
      'basket',
      'PUT',
      `/baskets/${id}`,
      { items: [{ ...tea, quantity: 1e99 }] },
      400,
    ],
    ['a product twice', 'basket', 'PUT', `/baskets/${id}`, { items: [tea, tea] }, 400],
    ['something that is no list', 'basket', 'PUT', `/baskets/${id}`, { items: 'tea' }, 400],
    ['an empty basket at the checkout', 'basket', 'POST', `/baskets/${id}/checkout`, sound, 409],
    ['a name that no database takes', 'basket', 'POST', `/baskets/${id}/checkout`, withNul, 400],
    ['a checkout to nowhere', 'basket', 'POST', `/baskets/${id}/checkout`, { cardToken: 'card_approve' }, 400],
    ['an order that is no UUID', 'order', 'GET', '/orders/nobody', undefined, 400],
    ['an order that nobody placed', 'order', 'GET', `/orders/${id}`, undefined, 404],
    ['a token that is no UUID', 'order', 'GET', `/orders/${id}?after=yesterday`, undefined, 400],
    ['too many orders at once', 'order', 'GET', `/orders?customerId=${id}&limit=1000000`, undefined, 400],
    ['cancelling nothing', 'order', 'POST', `/orders/${id}/cancellation`, undefined, 404],
    ['half a cent', 'order', 'PUT', '/products/tea', { ...product, price: { minor: 1.5, currency: 'EUR' } }, 400],
    ['a product whose id is binary', 'order', 'PUT', '/products/te%00a', product, 400],
    ['a product whose name is binary', 'order', 'PUT', '/products/tea', { ...product, name: 'T\u0000' }, 400],
    ['a payment that is no UUID', 'payment', 'GET', '/payments/nobody', undefined, 400],
    ['a payment that nobody made', 'payment', 'GET', `/payments/${id}`, undefined, 404],
    ['a shipment that is no UUID', 'shipping', 'GET', '/shipments/nobody', undefined, 400],
    ['a shipment that nobody sent', 'shipping', 'GET', `/shipments/${id}`, undefined, 404],
    ['letters about no UUID', 'email', 'GET', '/letters?orderId=nobody', undefined, 400],
    ['a page that is not there', 'email', 'GET', '/nothing/here', undefined, 404],
  ] as const)('%s', async ([, service, method, path, body, status]) => {
    const headers = { 'idempotency-key': 'one' }
    expect(await ask(`${stack.urls[service]}${path}`, { method, body, headers })).toMatchObject({
      status,
      headers: { 'content-type': expect.stringContaining('application/problem+json') },
      body: { status, title: expect.any(String), detail: expect.any(String) },
    })
  })

  test('a checkout without a key', async () => {
    const answer = await ask(`${stack.urls['basket']}/baskets/${id}/checkout`, { method: 'POST', body: sound })
    expect(answer).toMatchObject({ status: 400, body: { status: 400 } })
  })

  test('what is not even JSON', async () => {
    const answer = await fetch(`${stack.urls['basket']}/baskets/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"items": [',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ status: 400 })
  })
})
