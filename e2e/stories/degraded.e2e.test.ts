import { randomUUID } from 'node:crypto'
import { isMissing } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Shopper, shopAs } from '../storefront/shopping.ts'
import { newProduct } from './customer.ts'
import { processOf, stack, without } from './shop.ts'

const url = stack.urls['storefront'] ?? ''
const patience = { within: 60_000, every: 100 }
let tea: string
let ada: Shopper
beforeAll(async () => {
  tea = await newProduct({ price: 12.9, stocked: 1_000 })
  ada = await shopAs('ada', url)
})

const says = (name: string, up: boolean) =>
  eventually(async () => {
    const { services } = await ada.status()
    expect(services.find((service) => service.name === name)?.up).toBe(up)
  }, patience)

const order = async () => {
  await eventually(async () => expect(isMissing((await ada.fill(tea)).basket)).toBe(false), patience)
  return (await ada.checkOut(randomUUID())).orderId
}

const ends = (orderId: string) =>
  eventually(async () => expect(await ada.order(orderId)).toMatchObject({ status: 'delivered' }), patience)

const startWindowAnew = async () => {
  await processOf('storefront').kill()
  await processOf('storefront').start()
  await processOf('storefront').ready()
  ada = await shopAs('ada', url)
}

/** It stands in “my orders” as accepted, with what is in it and what that comes to; others know nothing of it. */
const standsAccepted = async (orderId: string) => {
  const accepted = { status: 'accepted', lines: [{ productId: tea, quantity: 1 }], total: { minor: 1_290 } }
  expect((await ada.orders()).orders.find(({ id }) => id === orderId)).toMatchObject(accepted)
  expect(await ada.order(orderId)).toMatchObject({ status: 'accepted', heard: [] })
  const grace = await shopAs('grace', url)
  expect((await grace.orders()).orders.map(({ id }) => id)).not.toContain(orderId)
  expect((await grace.ask(`/api/orders/${orderId}`)).status).toBe(404)
}

/** No page takes longer than this, whoever is silent. */
const quick = async <Value>(asked: Promise<Value>): Promise<Value> => {
  const began = performance.now()
  const value = await asked
  expect(performance.now() - began).toBeLessThan(6_000)
  return value
}

describe('while a service is down, the window says what works and what does not, and it passes by itself:', () => {
  test('order', async () => {
    let orderId = ''
    await without('order', async () => {
      await says('order', false)
      const { can } = await ada.status()
      expect(can).toMatchObject({ browse: true, basket: true, checkout: true, orders: false, cancel: false })
      const catalogue = await eventually(async () => {
        const catalogue = await quick(ada.catalogue())
        expect(catalogue.from).toBe('own-view') // an answer from before is good for two seconds
        return catalogue
      }, patience)
      expect(catalogue.products.find(({ id }) => id === tea)).toMatchObject({ price: { minor: 1_290 } })
      orderId = await quick(order())
      const page = await quick(ada.order(orderId))
      expect(page).toMatchObject({ status: 'accepted', order: { service: 'order', missing: expect.any(String) } })
      expect((await ada.basket()).checkout).toMatchObject({ way: 'online', note: expect.any(String) })
      expect((await ada.orders()).from).toBe('own-view')
      const refused = await ada.ask(`/api/orders/${orderId}/cancellation`, { method: 'POST' })
      expect(refused.status).toBe(503)
    })
    await ends(orderId)
    await eventually(async () => expect((await ada.catalogue()).from).toBe('order'), patience)
    await says('order', true)
  })

  test('basket', async () => {
    const orderId = await order()
    await without('basket', async () => {
      await says('basket', false)
      const { basket, checkout } = await quick(ada.basket())
      expect(isMissing(basket)).toBe(true)
      expect(checkout).toMatchObject({ way: 'care', care: { phone: expect.any(String) } })
      const refused = await ada.ask('/api/checkout', {
        method: 'POST',
        headers: { 'idempotency-key': randomUUID() },
        body: {
          recipient: {
            name: 'A',
            email: 'a@canary.example.org',
            street: 'R',
            postcode: '20095',
            city: 'H',
            country: 'DE',
          },
          cardToken: 'card_approve',
        },
      })
      expect(refused).toMatchObject({ status: 503, body: { care: { phone: expect.any(String) } } })
      expect((await quick(ada.catalogue())).products.length).toBeGreaterThan(0)
      await ends(orderId)
    })
    await ends(await order())
    expect((await ada.basket()).checkout.way).toBe('online')
  })

  test.each([
    ['payment', 'payment'],
    ['shipping', 'shipment'],
    ['email', 'letters'],
  ] as const)('%s', async (service, part) => {
    let orderId = ''
    await without(service, async () => {
      await says(service, false)
      orderId = await order()
      const page = await quick(ada.order(orderId))
      expect(page[part]).toMatchObject({ service, missing: expect.any(String) })
      await eventually(async () => expect(isMissing((await ada.order(orderId)).order)).toBe(false), patience)
      const trail = await quick(ada.trail(orderId))
      expect(trail).toMatchObject({ complete: false, parts: { [service]: { missing: expect.any(String) } } })
    })
    await ends(orderId)
    await eventually(async () => expect(isMissing((await ada.order(orderId))[part])).toBe(false), patience)
    await eventually(async () => expect((await ada.trail(orderId)).complete).toBe(true), patience)
  })

  test('the relay', async () => {
    let orderId = ''
    await without('relay', async () => {
      orderId = await order()
      const trail = await eventually(async () => {
        const trail = await ada.trail(orderId)
        expect(trail.events).toHaveLength(1)
        return trail
      }, patience)
      expect(trail.events[0]).toMatchObject({
        type: 'OrderRequested',
        records: [],
        outbox: { position: expect.any(Number) },
      })
      expect(trail.events[0]?.hearings.map(({ verdict }) => verdict)).toEqual([
        'on-its-way',
        'on-its-way',
        'on-its-way',
      ])
      await standsAccepted(orderId)
      await startWindowAnew()
      await standsAccepted(orderId)
    })
    await ends(orderId)
  })

  test('the storefront itself: what it knew, it hears again', async () => {
    const orderId = await order()
    await ends(orderId)
    const before = await ada.trail(orderId)
    await startWindowAnew()
    const after = await eventually(async () => {
      const trail = await ada.trail(orderId)
      expect(trail.events.map(({ id, records }) => [id, records.length])).toEqual(
        before.events.map(({ id, records }) => [id, records.length]),
      )
      return trail
    }, patience)
    expect(after.complete).toBe(true)
    expect((await ada.catalogue()).products.length).toBeGreaterThan(0)
  })
})
