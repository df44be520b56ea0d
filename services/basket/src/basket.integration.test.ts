import { randomUUID } from 'node:crypto'
import { type Availability, OrderCancelled, OrderConfirmed, OrderRejected, ProductChanged } from '@saga-shop/contracts'
import { heard, type TestService, testService } from '@saga-shop/runtime/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkout as aCheckout, eur, now } from './basket.fixtures.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const { recipient, cardToken } = aCheckout()
const body = { recipient, cardToken }
let service: TestService

beforeAll(async () => {
  const limits = { ordersUnderWay: 1_000, checkoutsPerMinute: 5 }
  service = await testService({
    name: 'basket',
    description: '',
    reactions,
    routes: (app, context) => routes(app, context, limits),
  })
  await service.hear(product('tea', 1290), product('cup', 850))
})
afterAll(() => service.close())

const product = (productId: string, minor: number, availability: Availability = 'IN_STOCK') =>
  heard(ProductChanged.of({ productId, name: `The ${productId}`, price: eur(minor), availability, changedAt: now }))
const rejected = (orderId: string, customerId: string) =>
  heard(OrderRejected.of({ orderId, customerId, reason: 'OUT_OF_STOCK', productId: 'tea', rejectedAt: now }))
const confirmed = (orderId: string, customerId: string) =>
  heard(OrderConfirmed.of({ orderId, customerId, lines: [], confirmedAt: now }))

/** A customer with HTTP in hand. */
function customer(id: string = randomUUID()) {
  const send = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object, headers = {}) => {
    const answer = await service.app.inject({
      method,
      url: `/baskets/${id}${path}`,
      headers,
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
  }
  return {
    id: id.toLowerCase(),
    send,
    put: (productId: string, quantity: number) => send('PUT', `/items/${productId}`, { quantity }),
    items: async () =>
      (await send('GET', '')).body.items.map((item: { productId: string; quantity: number }) => [
        item.productId,
        item.quantity,
      ]),
    checkOut: (key: string = randomUUID(), changes = {}) =>
      send('POST', '/checkout', { ...body, ...changes }, { 'idempotency-key': key }),
  }
}

describe('a basket', () => {
  test('shows current prices', async () => {
    const { id, send } = customer()
    await send('PUT', '', { items: [{ productId: 'pot', quantity: 1 }] })
    await service.hear(product('pot', 3100), product('pot', 2900, 'FEW_LEFT'))
    expect((await send('GET', '')).body).toEqual({
      customerId: id,
      items: [{ productId: 'pot', quantity: 1, name: 'The pot', price: eur(2900), availability: 'FEW_LEFT' }],
      undecided: [],
    })
  })

  test('is empty for somebody who never put anything in', async () => {
    expect(await customer().items()).toEqual([])
  })

  test('is filled, changed and emptied piece by piece', async () => {
    const { put, send, items } = customer()
    expect((await send('PUT', '', { items: [{ productId: 'tea', quantity: 1 }] })).status).toBe(204)
    expect((await put('cup', 3)).status).toBe(204)
    await put('tea', 2)
    expect(await items()).toEqual([
      ['tea', 2],
      ['cup', 3],
    ])
    await send('DELETE', '/items/tea')
    await put('cup', 0)
    expect(await items()).toEqual([])
  })

  test('of a customer whose id is in capitals is refused: an id is always the same text', async () => {
    expect((await customer(randomUUID().toUpperCase()).put('tea', 1)).status).toBe(400)
  })
})

describe('a checkout', () => {
  test('asks for an order at current prices, and its token names that request', async () => {
    const { id, put, checkOut, send } = customer()
    await put('tea', 2)
    const { status, body: answer } = await checkOut()
    expect(status).toBe(202)
    expect((await service.announced()).find((event) => event.id === answer.token)).toMatchObject({
      type: 'OrderRequested',
      data: { orderId: answer.orderId, customerId: id, total: eur(2580), recipient, cardToken },
    })
    expect((await send('GET', '')).body).toMatchObject({ items: [], undecided: [answer.orderId] })
  })

  test('stands among the undecided ones at once, and until the order exists', async () => {
    const { id, put, checkOut, send } = customer()
    expect((await send('GET', '/undecided')).body).toEqual([])
    const orders = []
    for (const [product, quantity] of [
      ['tea', 2],
      ['cup', 1],
    ] as const) {
      await put(product, quantity)
      orders.push((await checkOut()).body.orderId)
    }
    const [tea, cup] = orders
    const requestedAt = expect.stringMatching(/Z$/)
    const undecided = [
      { orderId: cup, items: [{ productId: 'cup', quantity: 1 }], total: eur(850), requestedAt },
      { orderId: tea, items: [{ productId: 'tea', quantity: 2 }], total: eur(2580), requestedAt },
    ]
    expect((await send('GET', '/undecided')).body).toEqual(undecided)
    await service.hear(confirmed(tea, id))
    expect((await send('GET', '/undecided')).body).toEqual(undecided.slice(0, 1))
  })

  test('asked again gives the same answer, also when the basket has changed', async () => {
    const { put, checkOut, items } = customer()
    await put('tea', 2)
    const [one, other] = await Promise.all([checkOut('key'), checkOut('key')])
    await put('cup', 1)
    expect([other, await checkOut('key')]).toEqual([one, one])
    expect(await items()).toEqual([['cup', 1]])
    expect((await service.announced()).filter(({ id }) => id === one.body.token)).toHaveLength(1)
  })

  test('with the same key and another body is refused', async () => {
    const { put, checkOut } = customer()
    await put('tea', 2)
    await checkOut('key')
    expect((await checkOut('key', { cardToken: 'card_decline' })).status).toBe(422)
  })

  test('of two customers with the same key makes two orders', async () => {
    const [one, other] = [customer(), customer()]
    await Promise.all([one.put('tea', 1), other.put('tea', 1)])
    expect((await one.checkOut('key')).body.orderId).not.toBe((await other.checkOut('key')).body.orderId)
  })

  test('of an empty basket is refused, and granted under the same key when there is something in it', async () => {
    const { put, checkOut } = customer()
    expect(await checkOut('key')).toMatchObject({ status: 409, body: { type: 'urn:saga-shop:problem:empty-basket' } })
    await put('tea', 1)
    expect((await checkOut('key')).status).toBe(202)
  })

  test('of something that is not for sale names it', async () => {
    const { put, checkOut } = customer()
    await put('gold', 1)
    expect(await checkOut()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('gold') } })
  })

  test('of a basket that was filled in the same batch knows its prices', async () => {
    const { put, checkOut } = customer()
    const [, answer] = await Promise.all([put('cup', 2), checkOut()])
    expect(answer.status).toBe(202)
  })
})

describe('what was checked out', () => {
  test('comes back when the order is rejected, once, beside what is in the basket now', async () => {
    const { id, put, checkOut, items } = customer()
    await put('tea', 2)
    const { orderId } = (await checkOut()).body
    await put('tea', 1)
    await service.hear(rejected(orderId, id), rejected(orderId, id))
    expect(await items()).toEqual([['tea', 3]])
  })

  test('is forgotten when the order exists, whatever comes late', async () => {
    const { id, put, checkOut, send } = customer()
    await put('tea', 2)
    const { orderId } = (await checkOut()).body
    await service.hear(confirmed(orderId, id))
    await service.hear(
      rejected(orderId, id),
      heard(OrderCancelled.of({ orderId, customerId: id, reason: 'CUSTOMER', cancelledAt: now })),
    )
    expect((await send('GET', '')).body).toMatchObject({ items: [], undecided: [] })
  })
})

test('a batch costs as many statements for a hundred checkouts as for two', async () => {
  const statements = async (count: number) => {
    const customers = Array.from({ length: count }, () => customer())
    await Promise.all(customers.map(({ put }) => put('tea', 1)))
    const before = service.database.counts.statements
    expect(await Promise.all(customers.map(async ({ checkOut }) => (await checkOut()).status))).toContain(202)
    return service.database.counts.statements - before
  }
  expect(await statements(100)).toBeLessThanOrEqual(2 * (await statements(2))) // requests may fall into two batches
})

describe('bad input', () => {
  const fine = { 'idempotency-key': 'key' }
  test.each([
    ['no customer', 'GET', '/baskets/nobody', undefined, {}],
    ['no key', 'POST', '/checkout', body, {}],
    ['a key that is too long', 'POST', '/checkout', body, { 'idempotency-key': 'x'.repeat(201) }],
    ['no body', 'POST', '/checkout', undefined, fine],
    ['no address', 'POST', '/checkout', { ...body, recipient: { ...recipient, street: ' ' } }, fine],
    ['a name with a line break', 'POST', '/checkout', { ...body, recipient: { ...recipient, name: 'A\nB' } }, fine],
    ['a name with a zero in it', 'POST', '/checkout', { ...body, recipient: { ...recipient, name: 'A\0' } }, fine],
    ['no address to write to', 'POST', '/checkout', { ...body, recipient: { ...recipient, email: 'ada' } }, fine],
    ['something unheard of', 'POST', '/checkout', { ...body, coupon: 1 }, fine],
    [
      'a product that stands twice',
      'PUT',
      '',
      {
        items: [
          { productId: 'tea', quantity: 1 },
          { productId: 'tea', quantity: 1 },
        ],
      },
      {},
    ],
    ['half a cup', 'PUT', '', { items: [{ productId: 'cup', quantity: 0.5 }] }, {}],
    ['none of a product', 'PUT', '', { items: [{ productId: 'cup', quantity: 0 }] }, {}],
    ['more than a hundred', 'PUT', '/items/cup', { quantity: 101 }, {}],
    ['a product id with a zero in it', 'PUT', '/items/a%00b', { quantity: 1 }, {}],
    ['a product id with a slash in it', 'DELETE', '/items/a%2Fb', undefined, {}],
  ] as const)('with %s is a 400 with a problem body', async (_, method, path, payload, headers) => {
    const url = path.startsWith('/baskets') ? path : `/baskets/${randomUUID()}${path}`
    const answer = await service.app.inject({ method, url, headers, ...(payload && { payload }) })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    expect(answer.json()).toMatchObject({ status: 400, detail: expect.any(String) })
  })
})

test('products are those that were last announced', async () => {
  const { json } = await service.app.inject('/products')
  expect(json()).toContainEqual({ id: 'tea', name: 'The tea', price: eur(1290), availability: 'IN_STOCK' })
})

test('products wait for the event that the token names', async () => {
  const change = product('new', 100)
  const asked = service.app.inject(`/products?after=${change.id}`)
  await service.hear(change)
  expect((await asked).headers['saga-stale']).toBeUndefined()
  expect((await asked).json()).toContainEqual(expect.objectContaining({ id: 'new' }))
})
