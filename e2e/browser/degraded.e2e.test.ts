import { afterAll, describe, expect, test } from 'vitest'
import { without } from '../stories/shop.ts'
import { buy, orderOn, untilSaid, untilStatus } from './buying.ts'
import { serious } from './serious.ts'
import { complaintsOf, leave, visit } from './visit.ts'

afterAll(leave)

describe('while the order service is down', () => {
  test('one sees the goods, fills a basket and orders; it is delivered when the service is back', async () => {
    const page = await visit('/', { as: 'edsger' })
    const aged = page.getByRole('status').filter({ hasText: 'prices that were last announced' })
    await page.getByText(/^prices as of (now|\d+ s ago)$/).waitFor()
    expect(await aged.count()).toBe(0)
    const order = await without('order', async () => {
      await page.getByText('5 of 6 up').waitFor({ timeout: 30_000 })
      await aged.waitFor({ timeout: 30_000 })
      await page.locator('.notes').getByRole('paragraph').first().waitFor({ timeout: 30_000 })
      expect(await serious(page)).toEqual([])
      const placed = await buy(page)
      await orderOn(page, placed).waitFor({ timeout: 30_000 })
      return placed
    })
    await untilStatus(page, order, 'delivered')
    await page.locator('.notes').waitFor({ state: 'detached', timeout: 60_000 })
    await expect.poll(() => aged.count(), { timeout: 60_000 }).toBe(0)
    expect(complaintsOf(page)).toEqual([])
  }, 180_000)
})

describe('while baskets are out of reach', () => {
  test('one is told whom to call, and goes on by oneself afterwards', async () => {
    const page = await visit('/', { as: 'edsger' })
    await without('basket', async () => {
      await page.reload()
      await page.getByText('+49 40 555 0199').waitFor({ timeout: 60_000 })
      await page.getByText('What is in it is kept').waitFor()
      expect(await page.getByText('Nothing in it yet').count()).toBe(0)
      const orders = await visit('/orders', { as: 'edsger' })
      await orders.getByText('There may be more than is shown here').first().waitFor({ timeout: 30_000 })
      expect(await serious(page)).toEqual([])
    })
    await page.getByRole('button', { name: /Place order/ }).waitFor({ timeout: 60_000 })
  }, 180_000)
})

describe.each(['payment', 'shipping', 'email'])('while %s is down', (name) => {
  test('the page says so, nothing spins, and an order goes on by itself afterwards', async () => {
    const page = await visit('/', { as: 'barbara' })
    await page.locator('.goods b').first().waitFor()
    const order = await without(name, async () => {
      await page.getByText('5 of 6 up').waitFor({ timeout: 30_000 })
      const placed = await buy(page)
      await orderOn(page, placed).waitFor()
      const xray = await visit(`/orders/${placed}`, { as: 'barbara' })
      await xray.locator('.note.undo', { hasText: name }).first().waitFor({ timeout: 60_000 })
      expect(await serious(xray)).toEqual([])
      const owed = await visit('/owed', { as: 'keeper' })
      await owed.getByText('There may be more than is shown here').first().waitFor({ timeout: 30_000 })
      expect(await owed.getByText('every order that was begun has come to its end').count()).toBe(0)
      return placed
    })
    await untilStatus(page, order, 'delivered')
  }, 180_000)
})

describe('while the relay is down', () => {
  test('the page says so, an order is accepted and stands in its outbox, and goes on by itself afterwards', async () => {
    const page = await visit('/', { as: 'grace' })
    await page.locator('.goods b').first().waitFor()
    const order = await without('relay', async () => {
      await page.getByText('what becomes of them is told later').waitFor({ timeout: 30_000 })
      const placed = await buy(page)
      await untilSaid(page, placed, /We have your order\. The event .* is on its way/)
      const xray = await visit(`/orders/${placed}`, { as: 'grace' })
      await xray.locator('.side').getByText('it waits in the outbox for the relay').waitFor({ timeout: 30_000 })
      return placed
    })
    await untilStatus(page, order, 'delivered')
    await page.locator('.notes').waitFor({ state: 'detached', timeout: 60_000 })
  }, 180_000)
})

describe('while Kafka is down', () => {
  test('the page says so, an order stands as accepted, one is called off, and both go on by themselves', async () => {
    const page = await visit('/', { as: 'edsger' })
    await page.locator('.goods b').first().waitFor()
    const parcel = await buy(page, { place: 'Never at home' })
    await untilStatus(page, parcel, 'shipped')
    const order = await without('kafka', async () => {
      await page.getByText('What happens is not shown at the moment').waitFor({ timeout: 60_000 })
      await page.getByText('6 of 6 up, no events').waitFor()
      await orderOn(page, parcel).getByRole('button', { name: 'Cancel' }).click()
      await untilStatus(page, parcel, 'cancelled')
      const map = await visit('/map', { as: 'keeper' })
      await map.getByText('Kafka is not heard at the moment').waitFor({ timeout: 30_000 })
      expect(await serious(map)).toEqual([])
      const placed = await buy(page, { place: 'Home' })
      await untilSaid(page, placed, /We have your order\. The event .* is on its way/)
      await orderOn(page, placed).getByText('Darjeeling').waitFor()
      expect(await serious(page)).toEqual([])
      return placed
    })
    await untilStatus(page, order, 'delivered')
    await orderOn(page, parcel).getByText('cancelled, refunded').waitFor({ timeout: 60_000 })
    await page.locator('.notes').waitFor({ state: 'detached', timeout: 60_000 })
  }, 240_000)
})

describe('while the window itself is down', () => {
  test('the page that is open says so, and goes on by itself afterwards, nobody having to log in again', async () => {
    const page = await visit('/', { as: 'edsger' })
    const order = await buy(page)
    await without('storefront', async () => {
      await page.getByText('the shop does not answer').waitFor({ timeout: 30_000 })
    })
    await untilStatus(page, order, 'delivered')
    await page.getByText('6 of 6 up').waitFor({ timeout: 60_000 })
  }, 180_000)
})
