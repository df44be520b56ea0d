import { setTimeout as sleep } from 'node:timers/promises'
import { events, listenersOf, type Service } from '@saga-shop/contracts'
import type { Trail } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Evidence } from '../judge/evidence/evidence.ts'
import { gather } from '../judge/evidence/gather.ts'
import { ask, checkoutOf } from '../shop/index.ts'
import { type Message, readStream } from './event-stream.ts'
import { eventsIn } from './shopping.ts'
import { type StrictShop, startStrictShop } from './strict-shop.ts'

const whims = [
  {},
  {},
  {},
  { cardToken: 'card_decline' },
  { cardToken: 'card_answer_twice' },
  { postcode: '10001' },
  { postcode: '10003' },
]
const count = 200

let shop: StrictShop
let orders: readonly string[]
let evidence: Evidence
beforeAll(async () => {
  shop = await startStrictShop()
  const tea = { name: 'Tea', price: { minor: 1_290, currency: 'EUR' }, stocked: 10 * count }
  await shop.asKeeper('order', '/products/tea', { method: 'PUT', body: tea })
  await eventually(
    async () => expect((await ask<unknown[]>(`${shop.stack.urls['basket']}/products`)).body).toHaveLength(1),
    { within: 20_000 },
  )
  orders = await load()
  const open = new Set(orders)
  await eventually(
    async () => {
      for (const id of open) if ((await shop.state(id)).settled) open.delete(id)
      expect([...open]).toEqual([])
    },
    { within: 120_000, every: 500 },
  )
  await sleep(1_000) // letters and baskets are heard last
  evidence = await gather(shop.stack)
}, 240_000)
afterAll(() => shop?.stack.stop())

/** Orders of all kinds, some of them cancelled at once, some after a while. */
async function load() {
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index * 25)
      const placed = await shop.order(
        [{ productId: 'tea', quantity: 1 }],
        checkoutOf(index, whims[index % whims.length]),
      )
      if (index % 10 === 9) {
        await sleep((index % 4) * 300)
        await eventually(async () => expect([202, 409]).toContain(await shop.cancel(placed)), { within: 20_000 })
      }
      return placed.orderId
    }),
  )
}

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

/** What the databases and topics themselves say of an order. */
function truthOf(orderId: string) {
  const journals = Object.entries(evidence.journals) as [Service, Evidence['journals'][Service]][]
  const announced = journals.flatMap(([service, { outbox }]) =>
    outbox.filter(({ key }) => key === orderId).map((row) => ({ service, ...row })),
  )
  const records = evidence.records.filter(({ key }) => key === orderId)
  return { announced, records }
}

const inboxes = () =>
  new Map(Object.entries(evidence.journals).map(([service, { inbox }]) => [service, new Set(inbox)]))

/** Holds a trail against the truth: everything there, nothing twice, nothing invented. */
function expectTrue(trail: Trail, heard: ReadonlyMap<string, ReadonlySet<string>>) {
  const { announced, records } = truthOf(trail.orderId)
  expect(trail.complete).toBe(true)
  expect(trail.events.map(({ id }) => id).toSorted()).toEqual(announced.map(({ id }) => id).toSorted())
  const places = trail.events.flatMap((event) =>
    event.records.map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`),
  )
  expect(places.toSorted()).toEqual(
    records.map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`).toSorted(),
  )
  for (const event of trail.events) {
    const row = announced.find(({ id }) => id === event.id) ?? expect.fail(`${event.id} was never announced`)
    const kind = events.find(({ topic }) => topic === row.topic) ?? expect.fail(row.topic)
    expect(event).toMatchObject({
      type: row.type,
      source: row.service,
      topic: row.topic,
      because: { id: row.causationId },
    })
    expect(event.outbox?.schemaId).toBe(event.records[0]?.schemaId)
    expect(event.hearings.map(({ service }) => service)).toEqual(listenersOf(kind))
    for (const { service, verdict, ledTo } of event.hearings) {
      expect(verdict, `${service} on ${event.type}`).toBe(heard.get(service)?.has(event.id) ? 'applied' : 'unknown')
      const led = announced.filter((other) => other.causationId === event.id && other.service === service)
      expect(ledTo.toSorted()).toEqual(led.map(({ id }) => id).toSorted())
    }
  }
  const causes = new Set(announced.map(({ id }) => id))
  for (const { because, type } of trail.events)
    expect(because.kind === 'event', `${type} because of an event`).toBe(causes.has(because.id))
}

const trailOf = async (orderId: string) => (await ask<Trail>(`${shop.stack.urls.storefront}/api/trail/${orderId}`)).body

test(`of each of ${count} loaded orders, every event and every hop is shown once, and none is invented`, async () => {
  const heard = inboxes()
  const queue = [...orders]
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) expectTrue(await trailOf(next), heard)
  }
  await Promise.all([worker(), worker(), worker()])
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
  await shop.stack.process('storefront').stop()
  await shop.stack.process('storefront').start({ LIVE_MEMORY: '100' })
  await shop.stack.process('storefront').ready()
  const heard = inboxes()
  for (const order of orders.filter((_, index) => index % 20 === 0)) expectTrue(await trailOf(order), heard)
  const again = await watch(all.length - 10, all[9]?.id)
  expect(again[0]?.data).toMatchObject({ resumed: 'kafka' })
  expect(again[0]?.data).not.toHaveProperty('gap')
  expect(placesOf(again)).toEqual(placesOf(all.slice(10)))
})

const placesOf = (messages: readonly Message[]) =>
  eventsIn(messages)
    .map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`)
    .toSorted()

test('events of orders that nobody placed are nobody’s', async () => {
  expect((await ask(`${shop.stack.urls.storefront}/api/trail/0197f000-0000-7000-8000-00000000dead`)).status).toBe(404)
})
