import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listensTo, type Service } from '@saga-shop/contracts'
import { type Stack, serviceNames, startStack } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, checkoutOf, euros, fillShelves, openShop, type Placed, type Shop } from '../shop/index.ts'
import { logInAt } from '../storefront/client.ts'
import { announcedIn, rewind } from './announced.ts'
import { openReceiver, type Span } from './receiver.ts'

// A shop of its own, that tells its traces to this process.
const patience = { within: 60_000, every: 100 }
let receiver: Awaited<ReturnType<typeof openReceiver>>
let stack: Stack
let shop: Shop

beforeAll(async () => {
  receiver = await openReceiver()
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, LOG_LEVEL: 'debug' }
  stack = await startStack({
    temporary: true,
    storefront: true,
    env: Object.fromEntries([...serviceNames, 'storefront' as const, 'relay' as const].map((name) => [name, traced])),
  })
  shop = openShop(stack, { patience: 20_000 })
  await fillShelves(shop, [{ id: 'tea', name: 'Tea', price: euros(5), stocked: 10 }])
})
afterAll(async () => {
  await stack?.stop()
  receiver?.close()
})

/** Somebody orders tea, with such headers, and gets it, with every letter. */
async function order(headers: Record<string, string> = {}): Promise<string> {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
  const { status, body } = await ask<Placed>(`${stack.urls.basket}/baskets/${customerId}/checkout`, {
    method: 'POST',
    body: checkoutOf(1),
    headers: { 'idempotency-key': randomUUID(), ...headers },
  })
  expect(status).toBe(202)
  await eventually(async () => expect(await shop.order(body.orderId)).toMatchObject({ settled: true }), patience)
  await eventually(async () => expect(await shop.letters(body.orderId)).toHaveLength(3), patience)
  return body.orderId
}

const ofOrder = (id: string) => receiver.spans().filter(({ attributes }) => attributes['saga.order_id'] === id)
const ofTrace = (id: string) => receiver.spans().filter(({ traceId }) => traceId === id)
const of = (spans: readonly Span[], operation: string, event: string) =>
  spans.filter(
    ({ attributes }) =>
      attributes['messaging.message.id'] === event && attributes['messaging.operation.name'] === operation,
  )
const only = <Item>([item, ...others]: readonly Item[]): Item => {
  expect(others).toEqual([])
  if (item === undefined) throw new Error('there is none')
  return item
}
const heardBy = (topic: string) =>
  (Object.keys(listensTo) as Service[]).filter((service) => listensTo[service].some((kind) => kind.topic === topic))

/** Holds a trace against what the outboxes say: each event was created, sent, and processed by each who listens. */
async function expectWhole(traceId: string) {
  const events = await announcedIn(stack, traceId)
  expect(events.length).toBeGreaterThanOrEqual(6)
  const spans = ofTrace(traceId)
  for (const { id, topic, service, traceparent, causationId } of events) {
    const created = only(of(spans, 'create', id))
    expect(created).toMatchObject({ service, name: `create ${topic}`, failed: false })
    expect(traceparent).toBe(`00-${traceId}-${created.id}-01`)
    expect(only(of(spans, 'send', id))).toMatchObject({ service: 'relay', parent: created.id })
    const processed = of(spans, 'process', id)
    expect(processed.map((span) => span.service).toSorted()).toEqual(heardBy(topic).toSorted())
    for (const span of processed) expect(span).toMatchObject({ name: `process ${topic}`, parent: created.id })
    const cause = only(spans.filter((span) => span.id === created.parent))
    expect([cause.attributes['messaging.message.id'], cause.attributes['saga.cause_id']]).toContain(causationId)
  }
  return spans
}

/** Each step of a service is linked with the transaction that it was part of, and that one with what the step followed from. */
function expectLinked(spans: readonly Span[]) {
  const steps = spans.filter(({ name }) => /^(process|decide|create) /.test(name))
  for (const step of steps) {
    const { id } = only(step.links)
    const transaction = only(receiver.spans().filter((span) => span.id === id))
    expect(transaction).toMatchObject({ name: 'transaction', service: step.service, parent: '' })
    expect(transaction.traceId).not.toBe(step.traceId)
    if (!step.name.startsWith('create'))
      expect(transaction.links).toContainEqual({ traceId: step.traceId, id: step.parent })
  }
  expect(steps.length).toBeGreaterThan(20)
}

/** Every span hangs on another one of its trace, but the one that begins it. */
function expectNoOrphans(spans: readonly Span[], outside = '') {
  const ids = new Set(spans.map(({ id }) => id))
  const first = only(spans.filter(({ parent }) => !ids.has(parent)))
  expect(first).toMatchObject({ service: 'basket', name: 'POST /baskets/:customerId/checkout', parent: outside })
}

async function traceOf(orderId: string): Promise<string> {
  return eventually(async () => {
    const traceIds = new Set(ofOrder(orderId).map(({ traceId }) => traceId))
    const traceId = only([...traceIds])
    await expectWhole(traceId)
    return traceId
  }, patience)
}

test('an order is one trace, from the checkout through every outbox, topic and reaction to its letters', async () => {
  const orderId = await order()
  const traceId = await traceOf(orderId)
  const spans = await expectWhole(traceId)
  expectNoOrphans(spans)
  expectLinked(spans)
  const calls = spans.filter(({ name }) => name.startsWith('call ')).map(({ name, service }) => `${service}: ${name}`)
  expect(calls).toEqual(
    expect.arrayContaining([
      'payment: call charge-card',
      'shipping: call book-parcel',
      'shipping: call hand-over',
      'shipping: call track',
    ]),
  )
  expect(calls.filter((call) => call === 'email: call send-letter')).toHaveLength(3)
  expect(spans.filter(({ failed }) => failed)).toEqual([])
})

test('who comes through the shop window begins there', async () => {
  const customer = await logInAt(stack.urls.storefront, 'ada')
  await customer.fillBasket([{ productId: 'tea', quantity: 1 }])
  const { orderId } = await customer.checkOut(checkoutOf(1), randomUUID())
  await eventually(async () => expect(await shop.letters(orderId)).toHaveLength(3), patience)
  const spans = ofTrace(await traceOf(orderId))
  const first = only(spans.filter(({ parent }) => parent === ''))
  expect(first).toMatchObject({ service: 'storefront', name: 'POST /api/checkout' })
  expect(spans).toContainEqual(
    expect.objectContaining({ name: 'POST /baskets/:customerId/checkout', service: 'basket', parent: first.id }),
  )
})

test('what the customer’s own software began is continued, and garbage is not', async () => {
  const [theirs, span] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
  const mine = await order({ traceparent: `00-${theirs}-${span}-01`, tracestate: 'theirs=1' })
  expect(await traceOf(mine)).toBe(theirs)
  expectNoOrphans(ofTrace(theirs), span)
  const zeros = '0'.repeat(32)
  const other = await order({ traceparent: `00-${zeros}-${span}-01` })
  const traceId = await traceOf(other)
  expect(traceId).not.toBe(zeros)
  expectNoOrphans(ofTrace(traceId))
})

test('whoever does not want a trace to be kept has none; the events know whose they are all the same', async () => {
  const [theirs, span] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
  const orderId = await order({ traceparent: `00-${theirs}-${span}-00` })
  const events = await announcedIn(stack, theirs)
  expect(events.length).toBeGreaterThanOrEqual(6)
  expect([...ofTrace(theirs), ...ofOrder(orderId)]).toEqual([])
})

test('what is heard again leaves no second trace, and one transaction that says so', async () => {
  const traceId = await traceOf(await order())
  await stack.process('order').stop()
  await rewind(stack, 'order')
  await stack.process('order').start()
  await stack.process('order').ready()
  const again = () =>
    receiver
      .spans()
      .filter(({ service, attributes }) => service === 'order' && Number(attributes['saga.duplicates']) > 0)
  await eventually(() => expect(again().length).toBeGreaterThan(0), patience)
  const spans = await expectWhole(traceId)
  expectNoOrphans(spans)
  expectLinked(spans)
})

test('the log finds an order’s trace, and a trace its order', async () => {
  const orderId = await order()
  const traceId = await traceOf(orderId)
  const log = readFileSync(join(stack.folder, 'logs', 'payment.log'), 'utf8')
  expect(log).toContain(`"orderId":"${orderId}","traceId":"${traceId}"`)
})
