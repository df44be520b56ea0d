import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { buy, untilStatus } from './buying.ts'
import { serious } from './serious.ts'
import { complaintsOf, leave, type Visit, visit } from './visit.ts'

afterAll(leave)

const folder = join(import.meta.dirname, '../../.local/browser')
mkdirSync(folder, { recursive: true })

const views: Readonly<Record<string, Visit>> = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  narrow: { scheme: 'light', width: 320 },
}
const pages: Readonly<Record<string, { path: string; as: string; ready: string }>> = {
  shop: { path: '/', as: 'barbara', ready: '.goods b' },
  map: { path: '/map', as: 'keeper', ready: '.picture svg' },
  orders: { path: '/orders', as: 'barbara', ready: '.orders a' },
  xray: { path: '/orders', as: 'barbara', ready: '.orders a' },
  compare: { path: '/orders', as: 'barbara', ready: '.orders a' },
  owed: { path: '/owed', as: 'keeper', ready: '.owed p, .debts li' },
  break: { path: '/break', as: 'keeper', ready: '.breaking' },
}

describe.each(Object.keys(pages))('the page %s', (name) => {
  test.each(Object.keys(views))('is sound for everybody, and photographed, %s', async (view) => {
    const { path, as, ready } = pages[name] ?? { path: '/', as: 'ada', ready: 'main' }
    const page = await visit(path, { ...views[view], as })
    if (name === 'shop' && view === 'light')
      for (const _ of ['to look at', 'to compare with']) await untilStatus(page, await buy(page), 'delivered')
    await page.locator(ready).first().waitFor()
    await opened[name]?.(page)
    await page.waitForTimeout(300) // the picture is drawn on the next frames
    await page.screenshot({ path: join(folder, `${name}-${view}.png`), fullPage: view === 'narrow' })
    expect(await serious(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(views[view]?.width ?? 1_280)
    expect(complaintsOf(page)).toEqual([])
  })
})

/** What is opened before one looks. */
const opened: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  xray: async (page) => {
    await page.locator('.orders a').first().click()
    await page.locator('.pic svg').waitFor()
  },
  compare: async (page) => {
    const second = await page.locator('.orders a').nth(1).getAttribute('href')
    await page.locator('.orders a').first().click()
    await page.locator('.pic svg').waitFor()
    await page.getByRole('button', { name: 'Compare…' }).click()
    await page.getByLabel("The other order's id").fill(second?.split('/').at(-1) ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Step by step, since each began' }).waitFor()
  },
  break: (page) => page.getByRole('button', { name: 'Break it…' }).first().click(),
}
