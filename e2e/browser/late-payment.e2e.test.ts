import { type Stack, startStack } from '@saga-shop/local'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { fillShelves, openShop } from '../shop/index.ts'
import { buy, orderOn, untilSaid } from './buying.ts'
import { goods } from './goods.ts'
import { serious } from './serious.ts'
import { complaintsOf, leave, visit } from './visit.ts'

// A shop of its own: its order service waits for a payment for as long as it takes on a busy machine to ask the bank,
// the bank is later than that, and takes its time to give money back, so that each moment can be looked at.
const env = {
  order: { PAYMENT_WITHIN_MS: '5000' },
  payment: { BANK_TIMEOUT_MS: '60000' },
  bank: { BANK_LATE_MS: '12000', BANK_LATENCY_MS: '1500' },
}
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ temporary: true, storefront: true, env })
  await fillShelves(openShop(stack, { patience: 20_000 }), goods)
})
afterAll(async () => {
  await leave()
  await stack?.stop()
})

/** Writes down, in the page itself, every line that it shows of an order: none is too short to be seen. */
const noteWhatIsShown = (page: Page) =>
  page.evaluate(`
    window.shown = []
    const note = () => {
      const order = document.querySelector('.one-order')
      if (!order) return
      const line = order.querySelector('.chip').textContent + ': ' + (order.querySelector('.why')?.textContent ?? '')
      if (window.shown.at(-1) !== line) window.shown.push(line)
    }
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true })
  `)

test('a payment that comes when the order was given up: the customer is told at each moment where the money is', async () => {
  const page = await visit('/', { as: 'ada', at: stack.urls['storefront'] ?? '' })
  await noteWhatIsShown(page)
  const order = await buy(page, { card: 'Answers late' })
  await untilSaid(page, order, /If it charged the card after all/)
  expect(await serious(page)).toEqual([])
  await untilSaid(page, order, /you have your money back/)
  await orderOn(page, order).getByText('cancelled, refunded').waitFor()
  const shown = (await page.evaluate('window.shown')) as string[]
  expect(shown.slice(shown.findIndex((line) => line.startsWith('validated')))).toEqual([
    'validated: ',
    'cancelled: The bank did not answer in time. If it charged the card after all, the money comes back by itself.',
    'cancelled: The bank did not answer in time. It has charged the card after all: your money is on its way back.',
    'cancelled, refunded: The bank did not answer in time. It had charged the card after all: you have your money back.',
  ])
  await page.reload()
  await untilSaid(page, order, /you have your money back/)
  expect(complaintsOf(page)).toEqual([])
})

test('it was charged once and refunded once, and every promise is kept', async () => {
  const { charges, refunds } = await openShop(stack).bankLedger()
  expect([charges.length, refunds.length]).toEqual([1, 1])
  const verdict = await judge(stack, { wait: 60 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
