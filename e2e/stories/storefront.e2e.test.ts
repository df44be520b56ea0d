import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { events, listenersOf } from '@saga-shop/contracts'
import { isMissing } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import { beforeAll, expect, test } from 'vitest'
import { checkoutOf, fillShelves } from '../shop/index.ts'
import { eventsIn, type Shopper, shopAs } from '../storefront/shopping.ts'
import { visit } from '../storefront/visitor.ts'
import { newProduct } from './customer.ts'
import { shop, stack } from './shop.ts'

const url = stack.urls['storefront'] ?? ''
const patience = { within: 60_000, every: 100 }
let tea: string
let ada: Shopper
let grace: Shopper
beforeAll(async () => {
  tea = await newProduct({ price: 12.9, stocked: 1_000 })
  ada = await shopAs('ada', url)
  grace = await shopAs('grace', url)
})

/** Buys one, and waits until its page says how that ended. */
async function buy(shopper: Shopper, status: string, checkout = checkoutOf(1)) {
  await eventually(async () => void (await shopper.fill(tea)), patience)
  const { orderId } = await shopper.checkOut(randomUUID(), checkout)
  await eventually(async () => expect(await shopper.order(orderId)).toMatchObject({ status }), patience)
  return orderId
}

test('a customer buys at the window, watches the events of the order come by, and sees it delivered', async () => {
  const watching = ada.watch('mine=true')
  const orderId = await buy(ada, 'delivered')
  const page = await ada.order(orderId)
  for (const part of [page.order, page.payment, page.shipment, page.letters]) expect(isMissing(part)).toBe(false)
  await eventually(() => {
    const types = eventsIn(watching.messages).flatMap((event) => (event.key === orderId ? [event.type] : []))
    expect(types).toEqual([...new Set(types)])
    expect(types).toEqual(expect.arrayContaining(['OrderRequested', 'OrderPaymentProcessed', 'OrderDelivered']))
  }, patience)
  const heard = eventsIn(await watching.stop())
  expect(JSON.stringify(heard)).not.toContain('Canary')
  expect((await ada.orders()).orders.map(({ id }) => id)).toContain(orderId)
})

test.each([
  ['a card that is declined', { cardToken: 'card_decline' }, 'cancelled'],
  ['an address where nobody is ever at home', { postcode: '10003' }, 'returned'],
])('%s ends as it must', async (_, checkout, status) => {
  const orderId = await buy(ada, status, checkoutOf(2, checkout))
  const page = await ada.order(orderId)
  expect(page.heard.map(({ type }) => type)).toContain('OrderRequested')
})

test('an order is nobody’s business but its customer’s', async () => {
  const orderId = await buy(ada, 'delivered')
  expect((await grace.ask(`/api/orders/${orderId}`)).status).toBe(404)
  expect((await grace.ask(`/api/orders/${orderId}/cancellation`, { method: 'POST' })).status).toBe(404)
  expect((await visit(url).ask(`/api/orders/${orderId}`)).status).toBe(401)
  expect((await grace.orders()).orders.map(({ id }) => id)).not.toContain(orderId)
})

test('the trail of an order has each of its events once, with every hop, and says who made what of it', async () => {
  const orderId = await buy(ada, 'delivered')
  const known = await eventually(async () => {
    const trail = await ada.trail(orderId)
    expect(trail.complete).toBe(true)
    expect(trail.events.flatMap(({ hearings }) => hearings.map(({ verdict }) => verdict))).not.toContain('on-its-way')
    return trail
  }, patience)
  expect(known.events.map(({ type }) => type).toSorted()).toEqual(
    [
      'OrderConfirmed',
      'OrderDelivered',
      'OrderPaymentProcessed',
      'OrderRequested',
      'OrderShipped',
      'OrderValidated',
      'ShipmentPrepared',
    ].toSorted(),
  )
  for (const event of known.events) {
    const kind = events.find(({ topic }) => topic === event.topic) ?? expect.fail(event.topic)
    expect(event.outbox, event.type).toMatchObject({ position: expect.any(Number), schemaId: expect.any(Number) })
    expect(event.records, event.type).toHaveLength(1)
    expect(event.records[0]).toMatchObject({
      lsn: expect.stringMatching(/^[\dA-F]+\/[\dA-F]+$/),
      seenAt: expect.any(String),
    })
    expect(event.hearings.map(({ service, verdict }) => [service, verdict])).toEqual(
      listenersOf(kind).map((service) => [service, 'applied']),
    )
  }
  const [requested, validated, processed] = ['OrderRequested', 'OrderValidated', 'OrderPaymentProcessed'].map((name) =>
    known.events.find(({ type }) => type === name),
  )
  expect(requested?.because.kind).toBe('request')
  expect(validated?.because).toMatchObject({ kind: 'event', id: requested?.id })
  expect(processed?.because.kind).toBe('outcome')
  expect(requested?.hearings.find(({ service }) => service === 'order')?.ledTo).toEqual([validated?.id])
})

test('who was cut off goes on where they were: nothing twice, nothing left out', async () => {
  const first = ada.watch('mine=true')
  const orderId = await buy(ada, 'delivered')
  await eventually(() => expect(eventsIn(first.messages).map(({ type }) => type)).toContain('OrderDelivered'), patience)
  const all = (await first.stop()).filter(
    ({ event, data }) => event === 'message' && (data as { key: string }).key === orderId,
  )
  const cut = Math.floor(all.length / 2)
  const again = ada.watch(`order=${orderId}`, all[cut - 1]?.id)
  await eventually(() => expect(eventsIn(again.messages)).toHaveLength(all.length - cut), patience)
  expect(eventsIn(await again.stop())).toEqual(eventsIn(all.slice(cut)))
})

test('npm run watch draws the order in a terminal, with each who heard', async () => {
  const orderId = await buy(ada, 'delivered')
  const command = join(import.meta.dirname, '../watch/main.ts')
  await eventually(async () => {
    const words = [command, orderId, '--once', '--hops', '--stack', stack.folder]
    const { stdout } = await promisify(execFile)(process.execPath, words)
    expect(stdout).toMatch(/OrderRequested +order .*, shipping .*, email .*\n[\s\S]*LSN [\s\S]*OrderDelivered/)
  }, patience)
})

test.each([
  ['/', 200],
  ['/api/products', 200],
  ['/api/orders', 401],
  ['/api/nothing', 404],
])('every answer has a request id and a trace id: %s', async (path, status) => {
  const answer = await visit(url).ask(path)
  expect(answer).toMatchObject({
    status,
    headers: {
      'x-request-id': expect.stringMatching(/^[\w-]{8,}$/),
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
    },
  })
})

test('what it answers is described as OpenAPI', async () => {
  const { body } = await visit(url).ask<{ readonly paths: object }>('/docs/json')
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(['/api/checkout', '/api/live', '/api/orders/{id}', '/api/trail/{orderId}', '/api/break']),
  )
})

test('the catalogue is the order service’s, and says how old it is', async () => {
  await fillShelves(shop, [{ id: tea, name: 'Tea again', price: { minor: 1_490, currency: 'EUR' }, stocked: 1_000 }])
  await eventually(async () => {
    const { products, from, ageSeconds } = await ada.catalogue()
    expect(from).toBe('order')
    expect(ageSeconds).toBeLessThan(5)
    expect(products.find(({ id }) => id === tea)).toMatchObject({
      price: { minor: 1_490 },
      availability: 'IN_STOCK',
      left: expect.any(Number),
    })
  }, patience)
})
