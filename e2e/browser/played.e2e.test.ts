import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecording } from '@saga-shop/pages/recording'
import { eventually } from '@saga-shop/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveFolder } from '../play/serve-folder.ts'
import { writePlayer } from '../play/write-player.ts'
import { serious } from './serious.ts'
import { askedBy, complaintsOf, leave, visit } from './visit.ts'

const file = join(import.meta.dirname, '../../docs/run/tour/recording.json')
const { trails } = readRecording(JSON.parse(readFileSync(file, 'utf8')))
const folder = mkdtempSync(join(tmpdir(), 'saga-shop-played-'))
let site: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  await writePlayer(file, folder)
  site = await serveFolder(folder)
})
afterAll(async () => {
  await leave()
  await site.close()
  rmSync(folder, { recursive: true })
})

describe('the recording of the tour', () => {
  test('moves on the live map, and no request leaves the folder', async () => {
    const page = await visit('/#/map', { at: site.url })
    await page.locator('.log').getByRole('button', { name: 'OrderConfirmed' }).first().waitFor({ timeout: 30_000 })
    const seen = await page.locator('.foot').textContent()
    await eventually(async () => expect(await page.locator('.foot').textContent()).not.toBe(seen), { within: 30_000 })
    staysInFolder(page)
  })

  test('shows each of its orders under X-rays, hop by hop', async () => {
    const page = await visit('/#/orders', { at: site.url })
    for (const [order, { events }] of Object.entries(trails)) {
      await page.goto(`${site.url}/#/orders/${order}`)
      await page
        .getByText(`${order.slice(0, 4)}-${order.slice(-4)}`)
        .first()
        .waitFor()
      await page.locator('.side').getByText(/LSN/).waitFor()
      for (const { type } of events) await page.getByRole('button', { name: type }).first().waitFor()
    }
    staysInFolder(page)
  })

  test('compares two of them at 320 px, without breaking a word', async () => {
    const [one, other] = Object.keys(trails)
    const page = await visit(`/#/orders/${one}?with=${other}`, { at: site.url, width: 320 })
    await page.getByRole('table', { name: 'Step by step, since each began' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    const table = await page
      .locator('.comparison')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(table).toBeLessThanOrEqual(0)
    const kept = await page.locator('.comparison tbody tr').evaluateAll((rows) => rows.map((row) => row.clientHeight))
    expect(Math.max(...kept)).toBeLessThan(80) // three words below each other at the most
  })

  test.each(['', 'map', 'orders', 'owed', 'break'])('is sound for everybody, at /%s', async (name) => {
    const page = await visit(`/#/${name}`, { at: site.url, width: 320 })
    await page.locator('h1').waitFor()
    expect(await serious(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    staysInFolder(page)
  })
})

function staysInFolder(page: Page) {
  expect(askedBy(page).filter(({ url, status }) => !url.startsWith(`${site.url}/`) || status !== 200)).toEqual([])
  expect(complaintsOf(page)).toEqual([])
}
