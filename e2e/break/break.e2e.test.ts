import { setTimeout as sleep } from 'node:timers/promises'
import { type Breaking, isMissing } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillShelves, openShop } from '../shop/index.ts'
import { runStart, type Started } from '../start/run-start.ts'
import { type Shopper, shopAs } from '../storefront/shopping.ts'
import { visit } from '../storefront/visitor.ts'
import { openBreakControl } from './control.ts'

let started: Started
let url: string
let keeper: Shopper
let ada: Shopper
beforeAll(async () => {
  started = await runStart(`break-${process.pid}`)
  const { stack } = started
  url = stack.urls['storefront'] ?? ''
  await fillShelves(openShop(stack), [
    { id: 'tea', name: 'Tea', price: { minor: 1_290, currency: 'EUR' }, stocked: 100 },
  ])
  keeper = await shopAs('keeper', url)
  ada = await shopAs('ada', url)
}, 180_000)
afterAll(() => started?.interrupt(), 60_000)

const patience = { within: 90_000, every: 200 }
const act = (id: string) => keeper.ask<Breaking>(`/api/break/${id}`, { method: 'POST' })
const brokenNow = async () =>
  (await keeper.ask<Breaking>('/api/break')).body.things.filter(({ broken }) => broken).map(({ id }) => id)

async function buy(key: string) {
  await ada.fill('tea')
  return (await ada.checkOut(key)).orderId
}
const reaches = (orderId: string, status: string) =>
  eventually(async () => expect(await ada.order(orderId)).toMatchObject({ status }), patience)

/** The judge looks once more at everything, and finds no promise broken. */
async function isSatisfied() {
  await act('judge')
  await eventually(async () => {
    const { verdict } = (await keeper.ask<Breaking>('/api/break')).body
    expect(isMissing(verdict) ? verdict : verdict.value.broken).toEqual([])
  }, patience)
}

/** How long an order waited for its payment, in milliseconds. */
async function chargedAfter(orderId: string) {
  const { events } = await ada.trail(orderId)
  const at = (type: string) => Date.parse(events.find((event) => event.type === type)?.time ?? '')
  return at('OrderPaymentProcessed') - at('OrderValidated')
}

test('only the keeper may break things', async () => {
  expect((await ada.ask<Breaking>('/api/break')).body).toMatchObject({ allowed: false, things: [] })
  expect((await ada.ask('/api/break/stop-order', { method: 'POST' })).status).toBe(403)
  expect((await visit(url).ask('/api/break/stop-order', { method: 'POST' })).status).toBe(401)
  expect((await keeper.ask<Breaking>('/api/break')).body.allowed).toBe(true)
})

test('who does not know the token is not listened to, and nobody is from another machine', async () => {
  const control = await openBreakControl()
  const address = control.env['CONTROL_URL'] ?? ''
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:/)
  for (const headers of [{}, { authorization: 'Bearer guessed' }])
    expect((await fetch(`${address}/things/stop-order`, { method: 'POST', headers })).status).toBe(401)
  control.close()
})

test('each thing asks first, and says how it is mended', async () => {
  const { things } = (await keeper.ask<Breaking>('/api/break')).body
  for (const thing of things.filter(({ undo }) => undo)) {
    expect(thing.asks, thing.id).toMatch(/\?$/)
    expect(things.map(({ id }) => id)).toContain(thing.undo)
  }
})

test('a service is stopped and started, and orders go on', async () => {
  await act('stop-payment')
  expect(await brokenNow()).toEqual(['stop-payment'])
  const orderId = await buy('stopped')
  await reaches(orderId, 'validated')
  await act('start-payment')
  expect(await brokenNow()).toEqual([])
  await reaches(orderId, 'delivered')
  expect(started.said()).not.toContain('payment ended')
})

test.each([
  ['the relay', 'stop-relay', 'start-relay'],
  ['Kafka', 'stop-kafka', 'start-kafka'],
  ['order’s line to its database', 'freeze-order', 'thaw-order'],
])(
  '%s goes away, a checkout is accepted, and the order is delivered when it is back',
  async (_, breaks, mends) => {
    await act(breaks)
    expect(await brokenNow()).toEqual([breaks])
    const orderId = await buy(breaks)
    await act(mends)
    expect(await brokenNow()).toEqual([])
    await reaches(orderId, 'delivered')
  },
  180_000,
)

test('the bank has a bad day, and a good one after it', async () => {
  await act('decline-all')
  await reaches(await buy('declined'), 'cancelled')
  await act('mend-bank')
  await reaches(await buy('good-again'), 'delivered')
})

test('a slow bank keeps orders waiting, and none is lost or paid twice when it is mended', async () => {
  await act('slow-bank')
  expect(await brokenNow()).toEqual(['slow-bank'])
  const placed = [await buy('slow-1'), await buy('slow-2')]
  for (const orderId of placed) await reaches(orderId, 'validated')
  await sleep(2_500)
  await act('mend-bank')
  expect(await brokenNow()).toEqual([])
  for (const orderId of placed) {
    await reaches(orderId, 'delivered')
    expect(await chargedAfter(orderId)).toBeGreaterThan(2_000)
  }
  await isSatisfied()
})

test('a hundred events twice and nonsense on a topic: no promise is broken, and what nobody can read is parked', async () => {
  expect((await act('repeat-events')).status).toBe(200)
  expect((await act('poison-topic')).status).toBe(200)
  await reaches(await buy('after-all-that'), 'delivered')
  await eventually(async () => {
    const { parked } = (await keeper.ask<{ parked: unknown[] }>('/api/parked')).body
    expect(parked.length).toBeGreaterThan(0)
  }, patience)
  await isSatisfied()
})

test('npm start says when a process ends that nobody broke, and stops everything when asked to', async () => {
  process.kill(started.pidOf('email'), 'SIGKILL')
  await eventually(() => expect(started.said()).toContain('✗ email ended (SIGKILL)'), patience)
  expect(await started.interrupt()).toBe(0)
  await expect(fetch(`${url}/health/live`)).rejects.toThrow()
})
