import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { checkoutOf, euros, fillShelves, openShop, type Shop } from '../shop/index.ts'

// A shop of its own, in which nobody has much patience; enough, though, for orders on a busy machine.
const paymentWithin = 10_000
const env = {
  order: { PAYMENT_WITHIN_MS: String(paymentWithin) },
  payment: { CHARGE_WITHIN_MS: '1000' },
  shipping: { NEWS_WITHIN_MS: '1500' },
}
const patience = { within: 60_000, every: 50 }
let stack: Stack
let shop: Shop

beforeAll(async () => {
  stack = await startStack({ temporary: true, env })
  shop = openShop(stack, { patience: 20_000 })
  await fillShelves(shop, [{ id: 'tea', name: 'Tea', price: euros(5), stocked: 100 }])
})
afterAll(() => stack?.stop())

test('a bank that freezes costs the order; when it wakes, the card is charged once and refunded once', async () => {
  const thaw = freeze('bank')
  const orderId = await order()
  await is(orderId, { status: 'cancelled', reason: 'PAYMENT_OVERDUE', settled: false })
  expect(await owed('--overdue', '--order', orderId)).toMatchObject({
    code: 1,
    said: expect.stringMatching(
      /payment owes OrderPaymentProcessed or OrderPaymentFailed\n.*overdue by.*hangs on charge-card/,
    ),
  })
  expect(await shop.product('tea')).toMatchObject({ reserved: 0 })
  thaw()
  await is(orderId, { status: 'cancelled', settled: true })
  expect(await atTheBank(orderId)).toEqual({ charged: 1, refunded: 1 })
})

test('a carrier that falls silent is a case for a person, who can see which parcel and since when; and then it goes on', async () => {
  const orderId = await order()
  await eventually(async () => expect(await shop.shipment(orderId)).toMatchObject({ status: 'shipped' }), patience)
  const thaw = freeze('carrier')
  await eventually(async () => {
    expect(await shop.shipment(orderId)).toMatchObject({ silentSince: expect.stringMatching(/^2.*Z$/) })
  }, patience)
  const { code, said } = await owed('--order', orderId)
  expect([code, said]).toEqual([1, expect.stringContaining('✗ shipping owes ')])
  expect(await figure('shipping', 'saga_overdue{deadline="parcel-news"')).toBeGreaterThan(0)
  thaw()
  await is(orderId, { status: 'delivered', settled: true })
  expect(await shop.shipment(orderId)).toMatchObject({ silentSince: null })
})

test('an answer that came in time counts, although nobody was there to hear it', async () => {
  const thaw = freeze('bank')
  const orderId = await order()
  await is(orderId, { status: 'validated' })
  await stack.process('order').kill()
  thaw()
  await eventually(async () => expect(await shop.payment(orderId)).toMatchObject({ status: 'charged' }), patience)
  await sleep(paymentWithin + 500) // the deadline passes, while the answer waits in the log
  await stack.process('order').start()
  await is(orderId, { status: 'delivered', settled: true })
})

test('then nothing is owed any more, and the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 60 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
  expect(await owed()).toEqual({ code: 0, said: ' Nothing is owed.\n' })
})

async function order(): Promise<string> {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
  return (await shop.checkOut(customerId, checkoutOf(1), randomUUID())).orderId
}

const is = (orderId: string, wanted: Record<string, unknown>) =>
  eventually(async () => expect(await shop.order(orderId)).toMatchObject(wanted), patience)

/** Stops a process in its tracks; it goes on when told, and at the end in any case. */
function freeze(name: string): () => void {
  const thaw = () => stack.process(name).signal('SIGCONT')
  onTestFinished(thaw)
  stack.process(name).signal('SIGSTOP')
  return thaw
}

async function atTheBank(orderId: string) {
  const { charges, refunds } = await shop.bankLedger()
  const [charged, ...others] = charges.filter((charge) => charge.orderId === orderId)
  const refunded = refunds.filter(({ chargeKey }) => chargeKey === charged?.key)
  return { charged: charged ? 1 + others.length : 0, refunded: refunded.length }
}

async function figure(service: string, name: string): Promise<number> {
  const lines = (await (await fetch(`${stack.urls[service]}/metrics`)).text()).split('\n')
  return Number(
    lines
      .find((line) => line.startsWith(name))
      ?.split(' ')
      .at(-1),
  )
}

/** `npm run owed`, as somebody types it. */
async function owed(...words: string[]) {
  const child = spawn(process.execPath, ['e2e/owed/main.ts', '--stack', stack.folder, ...words])
  const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stdout)])
  return { code, said }
}
