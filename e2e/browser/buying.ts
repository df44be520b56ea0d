import type { Locator, Page } from 'playwright-core'

export interface Wish {
  readonly product?: RegExp
  /** As its label says. */
  readonly card?: string
  readonly place?: string
}

/** Puts something into the basket and orders it, as a customer does. Answers the order's id. */
export async function buy(page: Page, { product = /Add Darjeeling/, card, place }: Wish = {}): Promise<string> {
  await page.getByRole('button', { name: product }).click()
  if (card) await page.getByLabel(card, { exact: true }).check()
  if (place) await page.getByLabel(place, { exact: true }).check()
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/checkout')),
    page.getByRole('button', { name: /Place order · / }).click(),
  ])
  if (!answer.ok()) throw new Error(`the checkout was answered ${answer.status()}: ${await answer.text()}`)
  const { orderId } = await answer.json()
  return String(orderId)
}

/** The order among “My orders”. */
export const orderOn = (page: Page, id: string): Locator => page.locator(`[data-order="${id}"]`)

/** Waits until the page itself shows the order in this state. */
export const untilStatus = (page: Page, id: string, status: string) =>
  page.locator(`[data-order="${id}"][data-status="${status}"]`).waitFor({ timeout: 60_000 })

/** Waits until the page says something about the order. */
export const untilSaid = (page: Page, id: string, text: RegExp) =>
  orderOn(page, id).getByText(text).waitFor({ timeout: 60_000 })
