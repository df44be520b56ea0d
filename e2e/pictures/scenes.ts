import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { buy, untilStatus } from '../browser/buying.ts'
import type { Progress } from '../demo/progress.ts'
import type { Camera } from './camera.ts'

/** The shop, with orders on their way and one at its door. */
export async function takeShop({ open, take }: Camera): Promise<void> {
  const page = await open('/', 'ada')
  const first = await buy(page)
  await untilStatus(page, first, 'delivered')
  await buy(page, { product: /Add A book/, place: 'Nobody in, once' })
  await buy(page, { product: /Add Kettle/, card: 'Answers late' })
  await page.getByRole('button', { name: /Add Cup/ }).click()
  await page.getByRole('button', { name: /Place order · / }).waitFor()
  await page.evaluate('document.activeElement.blur()')
  await sleep(500)
  await take(page, 'shop')
  await page.context().close()
}

/** The live map, while a lot is going on. */
export async function takeMap({ open, take }: Camera): Promise<void> {
  const page = await open('/map', 'keeper')
  await page.locator('.log').getByRole('button', { name: 'OrderShipped' }).first().waitFor()
  await sleep(4_000)
  await take(page, 'map')
  await page.context().close()
}

/** The order that this many of its kind have been through. */
const orderThat = ({ orders }: Progress, name: string): string => {
  const found = [...orders.values()].find(({ errand }) => errand.journey.name === name)
  if (!found) throw new Error(`nobody ordered: ${name}`)
  return found.id
}

/** One order with one of its events open; and beside another one. */
export async function takeXrays({ open, take }: Camera, progress: Progress): Promise<void> {
  const one = orderThat(progress, 'nobody at home once')
  const page = await open(`/orders/${one}`, 'keeper')
  await page.getByRole('button', { name: 'OrderPaymentProcessed' }).click()
  await page.locator('.side').getByText(/LSN/).waitFor()
  await toTop(page)
  await take(page, 'xray')
  await page.goto(`${page.url().split('?')[0]}?with=${orderThat(progress, 'cancelled after it left the warehouse')}`)
  await page.getByRole('table', { name: 'Step by step, since each began' }).waitFor()
  await toTop(page)
  await take(page, 'compare')
  await page.context().close()
}

/** Payment is stopped, and the judge looks on. */
export async function takeBreaking({ open, take }: Camera): Promise<void> {
  const page = await open('/break', 'keeper')
  const thing = page.locator('.thing', { hasText: /Stop the payment service/ })
  await thing.getByRole('button', { name: 'Break it…' }).click()
  await thing.getByLabel('Somebody pays twice').check()
  await thing.getByRole('button', { name: 'Do it, and see' }).click()
  await thing.getByText(/You thought: .* What happens: /).waitFor({ timeout: 60_000 })
  await page.getByText('promises hold').waitFor({ timeout: 60_000 })
  await page.getByText('5 of 6 up').waitFor({ timeout: 60_000 })
  await toTop(page)
  await take(page, 'break')
  await thing.getByRole('button', { name: 'Make it well' }).click()
  await thing.getByText('broken now').waitFor({ state: 'detached', timeout: 60_000 })
  await page.context().close()
}

async function toTop(page: Page) {
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)')
  await sleep(500) // the picture is drawn on the next frames
}
