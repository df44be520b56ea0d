import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { journeysFor } from '../demo/journeys.ts'
import { startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { serveFolder } from '../play/serve-folder.ts'
import { writePlayer } from '../play/write-player.ts'
import { record } from '../record/record.ts'
import { ask, openShop } from '../shop/index.ts'
import { logInAt } from '../storefront/client.ts'
import { complaintsOf, leave, stack, storefront, visit } from './visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'saga-shop-pages-'))
const [file, pages] = [join(folder, 'recorded.json'), join(folder, 'pages')]
let site: Awaited<ReturnType<typeof serveFolder>>
let order: string

beforeAll(async () => {
  const keeper = await logInAt(storefront, 'keeper')
  const { body: accounts } = await ask<Parameters<typeof record>[1]>(`${storefront}/api/accounts`)
  const shop = openShop(stack, { patience: 20_000 })
  const [recording] = await Promise.all([
    record(keeper, accounts, 12),
    runOrders(shop, journeysFor(12), startProgress(12)),
  ])
  order = Object.keys(recording.trails)[0] ?? ''
  writeFileSync(file, JSON.stringify(recording))
  await writePlayer(file, pages)
  site = await serveFolder(pages)
}, 120_000)
afterAll(async () => {
  await leave()
  await site.close()
  rmSync(folder, { recursive: true })
})

describe('a recording, with nothing behind it but files', () => {
  test('plays the live map', async () => {
    const page = await visit('/#/map', { at: site.url })
    await page.locator('.log').getByRole('button', { name: 'OrderConfirmed' }).first().waitFor({ timeout: 30_000 })
    expect(complaintsOf(page)).toEqual([])
  })
  test('shows an order under X-rays, with its hops', async () => {
    const page = await visit(`/#/orders/${order}`, { at: site.url })
    await page.locator('.side').getByText(/LSN/).waitFor()
    expect(complaintsOf(page)).toEqual([])
  })
  test('lets one buy, and plays an order that went that way', async () => {
    const page = await visit('/', { at: site.url })
    await page.getByRole('button', { name: /Add Darjeeling/ }).click()
    await page.getByRole('button', { name: /Place order · / }).click()
    await page.locator('[data-status="delivered"]').waitFor({ timeout: 60_000 })
  })
  test.each(['owed', 'break', 'orders'])('shows %s as it was', async (name) => {
    const page = await visit(`/#/${name}`, { at: site.url })
    await page.locator('h1').waitFor()
    expect(complaintsOf(page)).toEqual([])
  })
})
