import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { buy, orderOn, untilStatus } from '../browser/buying.ts'
import { complaintsOf, leave, stack, visit } from '../browser/visit.ts'
import { euros, fillShelves, openShop } from '../shop/index.ts'

const hasBrowser = inject('chromium') !== ''
if (!hasBrowser) process.stderr.write('skipped: the window of the shop in containers (no Chromium here)\n')

describe.skipIf(!hasBrowser)('at the window of the shop in containers', () => {
  beforeAll(() =>
    fillShelves(openShop(stack, { patience: 60_000 }), [
      { id: 'window-tea', name: 'Tea for the window', price: euros(12.9), stocked: 100 },
    ]),
  )
  afterAll(leave)

  test('a customer logs in, buys, and sees it delivered without loading the page again', async () => {
    const page = await visit('/')
    await page.getByRole('button', { name: /Ada/ }).click()
    await page.evaluate('window.loadedOnce = true')
    const order = await buy(page, { product: /Add Tea for the window/ })
    await untilStatus(page, order, 'delivered')
    expect(await page.evaluate('window.loadedOnce')).toBe(true)
    expect(await orderOn(page, order).locator('.steps .good').count()).toBe(6)
    await page.goto(`${stack.urls['storefront']}/orders/${order}`)
    await page.getByRole('button', { name: 'OrderConfirmed' }).click()
    await page
      .locator('.side')
      .getByText(/LSN \w+\/\w+/)
      .waitFor()
    expect(complaintsOf(page)).toEqual([])
  })

  test('the keeper is told why nothing can be broken from here', async () => {
    const page = await visit('/break', { as: 'keeper' })
    await page.getByText('docker compose kill payment').waitFor()
    expect(await page.getByRole('button', { name: 'Break it…' }).count()).toBe(0)
  })
})
