import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Evidence } from '../judge/evidence/evidence.ts'
import { gather } from '../judge/evidence/gather.ts'
import { waitUntilQuiet } from '../judge/quiet.ts'
import { ask, checkoutOf } from '../shop/index.ts'
import { compareTrails } from '../trails/compare.ts'
import { load, stock, untilSettled } from '../trails/load.ts'
import { forget } from '../trails/trails.ts'
import { type Truth, truthsIn } from '../trails/truth.ts'
import { type Message, readStream } from './event-stream.ts'
import { eventsIn, shopAs } from './shopping.ts'
import { type StrictShop, startStrictShop } from './strict-shop.ts'

const count = 200
const patience = { within: 60_000, every: 100 }

let shop: StrictShop
let orders: readonly string[]
let evidence: Evidence
let truthOf: (orderId: string) => Truth
beforeAll(async () => {
  shop = await startStrictShop()
  await stock(shop, count)
  orders = await load(shop, count)
  await untilSettled(shop, orders)
  expect(await waitUntilQuiet(shop.stack, 60_000)).toBe(true)
  evidence = await gather(shop.stack)
  truthOf = truthsIn(evidence)
}, 300_000)
afterAll(() => shop?.stack.stop())

test('without a token nobody gets in', async () => {
  const [order] = orders
  const doors = [
    `order/orders/${order}`,
    `payment/payments/${order}`,
    `shipping/shipments/${order}`,
    `email/letters?orderId=${order}`,
    `order/parked`,
    `payment/owed`,
    `email/trail/${order}`,
  ]
  const statuses = await Promise.all(
    doors.map(async (door) => {
      const [service = '', ...path] = door.split('/')
      return (await ask(`${shop.stack.urls[service]}/${path.join('/')}`)).status
    }),
  )
  expect(statuses).toEqual(doors.map(() => 401))
})

const compared = (some: readonly string[]) => compareTrails(shop.stack.urls['storefront'] ?? '', some, truthOf)

test(`of each of ${count} loaded orders, every event and every hop is shown once, and none is invented`, async () => {
  const { wrong, events } = await compared(orders)
  expect(wrong).toEqual([])
  expect(events).toBeGreaterThan(3 * count)
})

/** Watches from this id on, or from all that is remembered, until so many events have come. */
async function watch(count: number, lastId?: string) {
  const messages: Message[] = []
  const over = new AbortController()
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId }
  const url = `${shop.stack.urls.storefront}/api/live?from=recent`
  const reading = readStream(url, headers, (message) => messages.push(message), over.signal)
  await eventually(() => expect(eventsIn(messages).length).toBeGreaterThanOrEqual(count), { within: 30_000 })
  over.abort()
  await reading
  return messages
}

test('the same from Kafka, when the storefront remembers none of it; and who was away hears what they missed', async () => {
  const all = (await watch(evidence.records.length)).filter(({ event }) => event === 'message')
  expect(all).toHaveLength(evidence.records.length)
  await forget(shop)
  expect((await compared(orders.filter((_, index) => index % 20 === 0))).wrong).toEqual([])
  const again = await watch(all.length - 10, all[9]?.id)
  expect(again[0]?.data).toMatchObject({ resumed: 'kafka' })
  expect(again[0]?.data).not.toHaveProperty('gap')
  expect(placesOf(again)).toEqual(placesOf(all.slice(10)))
})

const placesOf = (messages: readonly Message[]) =>
  eventsIn(messages)
    .map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`)
    .toSorted()

test('a customer hears of an order that the storefront has forgotten', async () => {
  const carrier = shop.stack.process('carrier')
  const url = shop.stack.urls['storefront'] ?? ''
  carrier.signal('SIGSTOP')
  try {
    const before = await shopAs('ada', url)
    await before.fill('tea')
    const { orderId } = await before.checkOut('forgotten')
    await eventually(async () => expect(await before.order(orderId)).toMatchObject({ status: 'confirmed' }), patience)
    const tea = [{ productId: 'tea', quantity: 1 }]
    for (let count = 0; count < 60; count++) await shop.order(tea, checkoutOf(count, { cardToken: 'card_decline' }))
    await forget(shop)
    const ada = await shopAs('ada', url)
    expect((await ada.order(orderId)).heard.map(({ type }) => type)).not.toContain('OrderRequested')
    const watching = ada.watch('mine=true')
    await eventually(() => expect(watching.messages.length).toBeGreaterThan(0), patience)
    carrier.signal('SIGCONT')
    await eventually(() => {
      const types = eventsIn(watching.messages).flatMap(({ key, type }) => (key === orderId ? [type] : []))
      expect(types).toContain('OrderDelivered')
    }, patience)
    expect(eventsIn(await watching.stop()).every(({ key }) => key === orderId)).toBe(true)
  } finally {
    carrier.signal('SIGCONT')
  }
}, 120_000)

test('events of orders that nobody placed are nobody’s', async () => {
  expect((await ask(`${shop.stack.urls.storefront}/api/trail/0197f000-0000-7000-8000-00000000dead`)).status).toBe(404)
})
