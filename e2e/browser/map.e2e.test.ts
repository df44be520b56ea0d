import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { checkoutOf, openShop } from '../shop/index.ts'
import { complaintsOf, leave, stack, visit } from './visit.ts'

afterAll(leave)

const shop = openShop(stack, { patience: 20_000 })

async function orderSomething(): Promise<string> {
  const customer = randomUUID()
  await shop.fillBasket(customer, [{ productId: 'tea', quantity: 1 }])
  return (await shop.checkOut(customer, checkoutOf(1), randomUUID())).orderId
}

/** Until then, what happens is not for this page. */
const listens = (page: Page) => page.getByText('Nothing has happened since you came').waitFor()

const seen = /(\d+) seen/

describe('the live map', () => {
  test('shows every event of an order as it happens, and each one decoded', async () => {
    const page = await visit('/map')
    const log = page.locator('.log')
    await listens(page)
    await orderSomething()
    await log.getByRole('button', { name: 'OrderDelivered' }).waitFor({ timeout: 60_000 })
    expect(Number(seen.exec((await page.locator('.foot').textContent()) ?? '')?.[1])).toBeGreaterThanOrEqual(7)
    await log.getByRole('button', { name: 'OrderShipped' }).first().click()
    const sheet = page.locator('.sheet')
    await sheet.getByText('shipping.order-shipped.v1').waitFor()
    expect(await sheet.textContent()).toMatch(/partition \d, offset \d+[\s\S]*"trackingId"/)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect(complaintsOf(page)).toEqual([])
  })

  test('stands still when paused, and then goes on one event at a time', async () => {
    const page = await visit('/map')
    await listens(page)
    await page.getByRole('button', { name: 'Pause' }).click()
    await orderSomething()
    await page.getByRole('button', { name: /[1-9]\d* events waiting/ }).waitFor({ timeout: 60_000 })
    await page.getByText('0 seen').waitFor()
    await page.getByRole('button', { name: 'Step' }).click()
    await page.getByText('1 seen').waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.locator('.log').getByRole('button', { name: 'OrderDelivered' }).waitFor({ timeout: 60_000 })
  })

  test('falls behind in slow motion, says how far, and comes back to now', async () => {
    const page = await visit('/map')
    await listens(page)
    const slow = page.getByRole('button', { name: 'Slow ×¼' })
    const behind = page.getByRole('button', { name: /behind: show now/ })
    await slow.click()
    await behind.waitFor()
    await slow.click()
    await behind.click()
    await behind.waitFor({ state: 'detached' })
    await orderSomething()
    await page.locator('.log').getByRole('button', { name: 'OrderDelivered' }).waitFor({ timeout: 60_000 })
  })

  test('shows the same as text where it is narrow, and without dots to who does not want motion', async () => {
    const page = await visit('/map', { width: 320, still: true })
    await listens(page)
    await orderSomething()
    await page.locator('.log').getByRole('button', { name: 'OrderConfirmed' }).waitFor({ timeout: 60_000 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  })
})
