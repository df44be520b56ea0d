import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OrderConfirmed } from '@saga-shop/contracts'
import { type Stack, serviceNames, startStack } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPrometheus } from '../../infra/observability/binaries.ts'
import { rebuildSlot } from '../restoring/runbook.ts'
import { checkoutOf, euros, fillShelves, openShop, type Shop } from '../shop/index.ts'
import { openBankBetween } from './bank-between.ts'
import { cutLog, lock, say, throttle, writeGarbage, writeLog } from './faults.ts'
import { type Prometheus, startPrometheus } from './prometheus.ts'

const binaries = await findPrometheus()
const patience = { within: 60_000, every: 200 }
const fired = new Set<string>()
let bank: Awaited<ReturnType<typeof openBankBetween>>
let stack: Stack
let shop: Shop
let prometheus: Prometheus

/** A shop of its own, in which nobody has much patience: it is broken in every way that somebody is called for. */
async function open() {
  if (!binaries) return
  bank = await openBankBetween(() => stack.urls.bank)
  stack = await startStack({
    temporary: true,
    storefront: true,
    env: { payment: { BANK_URL: bank.url, CHARGE_WITHIN_MS: '1000' }, email: { STALL_SECONDS: '2' } },
  })
  shop = openShop(stack, { patience: 20_000 })
  await fillShelves(shop, [{ id: 'tea', name: 'Tea', price: euros(5), stocked: 1_000 }])
  prometheus = await startPrometheus(binaries, stack)
}

async function close() {
  await prometheus?.stop()
  await stack?.stop()
  bank?.close()
}

async function order(): Promise<string> {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
  return (await shop.checkOut(customerId, checkoutOf(1), randomUUID())).orderId
}

const orders = (count: number) => Promise.all(Array.from({ length: count }, order))
const settles = (orderId: string) =>
  eventually(async () => expect(await shop.order(orderId)).toMatchObject({ settled: true }), patience)

/** The alert is there, about this, and leads to a page. */
async function fires(name: string, about: Record<string, string> = {}) {
  await eventually(async () => {
    const alerts = await prometheus.firing()
    expect(alerts.map(({ labels }) => labels)).toContainEqual(expect.objectContaining({ alertname: name, ...about }))
  }, patience)
  fired.add(name)
}

const stops = (...names: string[]) =>
  eventually(async () => {
    const alerts = await prometheus.firing()
    expect(alerts.map(({ labels }) => labels['alertname'])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^(${names.join('|')})$`))]),
    )
  }, patience)

describe.skipIf(!binaries)('a person is called', () => {
  beforeAll(open)
  afterAll(close)

  test('for nothing while all is well', async () => {
    await settles(await order())
    await eventually(async () => expect(await prometheus.firing()).toEqual([]), patience)
  })

  test('when the bank is silent, and again when an order is stuck because of that', async () => {
    bank.becomes('silent')
    const orderId = await order()
    await fires('OrderOverdue', { by: 'payment', deadline: 'charge', service: 'payment' })
    await fires('OrderStuck', { by: 'payment', deadline: 'charge' })
    bank.becomes('passing')
    await settles(orderId)
    await stops('OrderOverdue', 'OrderStuck')
  })

  test('when the bank refuses for good', async () => {
    bank.becomes('refusing')
    await order()
    await fires('CallParked', { service: 'payment' })
    bank.becomes('passing')
  })

  test('when an event cannot be processed', async () => {
    await writeGarbage(stack, await order())
    await fires('OrderParked', { service: 'email' })
    await fires('OrderParked', { service: 'shipping' })
  })

  test('when somebody holds a lock that a service waits for, and so much waits behind it', async () => {
    const letGo = await lock(stack, 'email', 'inbox')
    await orders(20)
    await fires('ConsumerBehind', { service: 'email' })
    await fires('TransactionsFail', { service: 'email' })
    await letGo()
    await stops('ConsumerBehind', 'TransactionsFail')
  })

  test('when Kafka hangs: events wait in their outboxes, the log behind them grows, and a slot will be given up', async () => {
    stack.process('kafka').signal('SIGSTOP')
    await orders(20)
    await fires('RelayLate', { source: 'basket' })
    await fires('RelayBehind', { source: 'basket' })
    await writeLog(stack, 'basket', 200)
    await fires('RelaySlotInDanger', { source: 'basket' })
    stack.process('kafka').signal('SIGCONT')
    await stops('RelayLate', 'RelayBehind', 'RelaySlotInDanger')
  })

  test('when a consumer gets nowhere, however often it is started anew', async () => {
    await stops('ConsumerStalls') // after Kafka hung it may have been started anew
    await throttle(stack, 'email', true)
    await orders(20)
    await fires('ConsumerStalls', { service: 'email' })
    await throttle(stack, 'email', false)
    await stops('ConsumerBehind')
  })

  test('when a slot is gone, until it is made anew as its page says', async () => {
    await stack.process('relay').stop()
    await say(stack, 'email', `select pg_drop_replication_slot('relay_email')`)
    await stack.process('relay').start()
    await fires('RelaySlotLost', { source: 'email' })
    await rebuildSlot(stack, 'email')
    await stops('RelaySlotLost')
  })

  test('when records are gone that a service has never heard', async () => {
    await stack.process('email').stop()
    await fires('ServiceDown', { job: 'email' })
    await settles(await order())
    await cutLog(stack, OrderConfirmed.topic)
    await stack.process('email').start()
    await fires('PartitionStopped', { service: 'email' })
    await stops('ServiceDown')
  })

  test('when nobody says any more how things are', async () => {
    await stack.process('relay').kill()
    await fires('RelayUnknown')
    await Promise.all(serviceNames.map((name) => stack.process(name).kill()))
    await fires('OwedUnknown')
  })

  test('and each alert there is was seen to fire', () => {
    const rules = readFileSync(join(import.meta.dirname, '../../infra/alerts/saga-shop.rules.yml'), 'utf8')
    const names = [...rules.matchAll(/alert: (\w+)/g)].map(([, name = '']) => name)
    expect([...fired].toSorted()).toEqual(names.toSorted())
  })
})
