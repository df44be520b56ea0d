import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { ask, euros, type Order } from '../shop/index.ts'
import { newProduct, orders, reaches, settled, some } from './customer.ts'
import { mailboxHolds } from './outside.ts'
import { processOf, shop } from './shop.ts'

/** Stops a process in its tracks; it goes on when told, and at the end in any case. */
async function freeze(name: string): Promise<() => Promise<void>> {
  const thaw = () => processOf(name).signal('SIGCONT')
  onTestFinished(thaw)
  await processOf(name).signal('SIGSTOP')
  return thaw
}

test('the page behind a letter is never older than the letter, even when the order service lags', async () => {
  const { orderId } = await orders(some(await newProduct()), { postcode: '10001' })
  await reaches(orderId, 'shipped')
  const thaw = await freeze('order')
  await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', 'DeliveryFailed', 'OrderDelivered')
  const letter = (await shop.letters(orderId)).find(({ subject }) => subject.includes('arrived'))
  const link = letter?.text.match(/http\S+\?after=\S+/)?.[0] ?? 'there is no link'
  const page = ask<Order>(link)
  await sleep(200)
  await thaw()
  const { headers, body } = await page
  expect([headers['saga-stale'], body.status]).toEqual([undefined, 'delivered'])
})

test('a page that cannot catch up in time says that it is stale', async () => {
  const { orderId } = await orders(some(await newProduct()))
  await settled(orderId)
  expect(await shop.order(orderId, randomUUID())).toMatchObject({ status: 'delivered', stale: true })
})

test('a price that changed before the basket could hear of it is not charged', async () => {
  const product = await newProduct({ price: 20 })
  const thaw = await freeze('relay')
  await shop.putProduct(product, { name: 'Dearer', price: euros(25), stocked: 10 })
  const { orderId, customerId } = await orders(some(product))
  await thaw()
  await eventually(async () => expect(await shop.order(orderId)).toBeDefined(), { within: 20_000 })
  expect(await settled(orderId)).toMatchObject({ status: 'rejected', reason: 'PRICE_CHANGED' })
  await eventually(async () => expect(await shop.basket(customerId)).toMatchObject({ items: some(product) }))
})

test('events that wait while the relay hangs are announced once it goes on', async () => {
  const product = await newProduct()
  const thaw = await freeze('relay')
  const placed = await Promise.all([1, 2, 3, 4, 5].map(() => orders(some(product))))
  await sleep(1_000)
  await thaw()
  const ended = await Promise.all(placed.map(({ orderId }) => eventuallySettled(orderId)))
  expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['delivered']))
})

const eventuallySettled = (orderId: string) => eventually(() => settled(orderId), { within: 20_000 })
