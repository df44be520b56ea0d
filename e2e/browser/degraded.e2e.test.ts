import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { processOf } from '../stories/shop.ts'
import { buy, orderOn, untilStatus } from './buying.ts'
import { complaintsOf, leave, visit } from './visit.ts'

afterAll(leave)

const down = new Set<string>()
const stop = async (name: string) => {
  down.add(name)
  await processOf(name).kill()
}
const start = async (name: string) => {
  down.delete(name)
  await processOf(name).start()
}
afterEach(async () => {
  for (const name of down) await start(name)
})

describe('while the order service is down', () => {
  test('one sees the goods, fills a basket and orders; it is delivered when the service is back', async () => {
    const page = await visit('/', { as: 'edsger' })
    await page.locator('.goods b').first().waitFor()
    await stop('order')
    await page.getByText(/4 of 5 up|\d of \d+ up/).waitFor()
    await page.locator('.notes').getByRole('paragraph').first().waitFor({ timeout: 30_000 })
    const order = await buy(page)
    await orderOn(page, order).waitFor({ timeout: 30_000 })
    await start('order')
    await untilStatus(page, order, 'delivered')
    await page.locator('.notes').waitFor({ state: 'detached', timeout: 60_000 })
    expect(complaintsOf(page)).toEqual([])
  }, 180_000)
})

describe('while baskets are out of reach', () => {
  test('one is told whom to call, and goes on by oneself afterwards', async () => {
    const page = await visit('/', { as: 'edsger' })
    await stop('basket')
    await page.reload()
    await page.getByText('+49 40 555 0199').waitFor({ timeout: 60_000 })
    await start('basket')
    await page.getByRole('button', { name: /Place order/ }).waitFor({ timeout: 60_000 })
  }, 180_000)
})

describe.each(['payment', 'shipping', 'email'])('while %s is down', (name) => {
  test('the page says so, nothing spins, and an order goes on by itself afterwards', async () => {
    const page = await visit('/', { as: 'barbara' })
    await page.locator('.goods b').first().waitFor()
    await stop(name)
    await page.getByText(/[0-4] of 5 up|\d+ of \d+ up/).waitFor()
    const order = await buy(page)
    await orderOn(page, order).waitFor()
    const xray = await visit(`/orders/${order}`, { as: 'barbara' })
    await xray.locator('.note.undo', { hasText: name }).first().waitFor({ timeout: 60_000 })
    await start(name)
    await untilStatus(page, order, 'delivered')
  }, 180_000)
})
