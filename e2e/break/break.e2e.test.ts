import { type Stack, startStack } from '@saga-shop/local'
import { type Breaking, isMissing } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillShelves, openShop } from '../shop/index.ts'
import { type Shopper, shopAs } from '../storefront/shopping.ts'
import { visit } from '../storefront/visitor.ts'
import { type BreakControl, openBreakControl } from './control.ts'

let control: BreakControl
let stack: Stack
let keeper: Shopper
let ada: Shopper
beforeAll(async () => {
  control = await openBreakControl()
  stack = await startStack({ temporary: true, storefront: true, env: { storefront: { ...control.env } } })
  control.take(stack)
  await fillShelves(openShop(stack), [
    { id: 'tea', name: 'Tea', price: { minor: 1_290, currency: 'EUR' }, stocked: 100 },
  ])
  keeper = await shopAs('keeper', stack.urls.storefront)
  ada = await shopAs('ada', stack.urls.storefront)
}, 180_000)
afterAll(async () => {
  control?.close()
  await stack?.stop()
})

const patience = { within: 60_000, every: 200 }
const act = (id: string) => keeper.ask<Breaking>(`/api/break/${id}`, { method: 'POST' })
const brokenNow = async () =>
  (await keeper.ask<Breaking>('/api/break')).body.things.filter(({ broken }) => broken).map(({ id }) => id)

async function buy(key: string) {
  await ada.fill('tea')
  return (await ada.checkOut(key)).orderId
}
const reaches = (orderId: string, status: string) =>
  eventually(async () => expect(await ada.order(orderId)).toMatchObject({ status }), patience)

test('only the keeper may break things', async () => {
  expect((await ada.ask<Breaking>('/api/break')).body).toMatchObject({ allowed: false, things: [] })
  expect((await ada.ask('/api/break/stop-order', { method: 'POST' })).status).toBe(403)
  expect((await visit(stack.urls.storefront).ask('/api/break/stop-order', { method: 'POST' })).status).toBe(401)
  const address = control.env['CONTROL_URL'] ?? ''
  expect((await fetch(`${address}/things/stop-order`, { method: 'POST' })).status).toBe(401)
  expect((await keeper.ask<Breaking>('/api/break')).body.allowed).toBe(true)
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
  expect(control.isInHand('payment')).toBe(true)
  const orderId = await buy('stopped')
  await reaches(orderId, 'validated')
  await act('start-payment')
  expect(await brokenNow()).toEqual([])
  await reaches(orderId, 'delivered')
})

test('the bank has a bad day, and a good one after it', async () => {
  await act('decline-all')
  await reaches(await buy('declined'), 'cancelled')
  await act('mend-bank')
  await reaches(await buy('good-again'), 'delivered')
})

test('a hundred events twice and nonsense on a topic: no promise is broken, and what nobody can read is parked', async () => {
  expect((await act('repeat-events')).status).toBe(200)
  expect((await act('poison-topic')).status).toBe(200)
  await reaches(await buy('after-all-that'), 'delivered')
  await eventually(async () => {
    const { parked } = (await keeper.ask<{ parked: unknown[] }>('/api/parked')).body
    expect(parked.length).toBeGreaterThan(0)
  }, patience)
  await act('judge')
  await eventually(async () => {
    const { verdict } = (await keeper.ask<Breaking>('/api/break')).body
    expect(isMissing(verdict) ? verdict : verdict.value.broken).toEqual([])
  }, patience)
})
