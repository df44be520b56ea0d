import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { OrderRequested } from '@saga-shop/contracts'
import { type Stack, startStack } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutOf, euros, fillShelves, openShop, type Shop } from '../shop/index.ts'
import { listParked } from './ask.ts'

// A shop of its own: what is written here, no judge would forgive.
let stack: Stack
let shop: Shop

beforeAll(async () => {
  stack = await startStack({ temporary: true, services: ['basket', 'order'] })
  shop = openShop(stack)
  await fillShelves(shop, [{ id: 'tea', name: 'Tea', price: euros(5), stocked: 100 }])
})
afterAll(() => stack?.stop())

test('bytes that are no event are parked, everything beside and behind them is heard, and a person clears up', async () => {
  await write({ topic: OrderRequested.topic, partition: 2, value: 'no event' })
  const placed = await Promise.all(Array.from({ length: 24 }, () => order()))
  await eventually(async () => expect(await heardOf(placed)).toBe(24), { within: 15_000 })
  expect(await recordsIn(OrderRequested.topic, 2)).toBeGreaterThan(1)
  expect(await shop.readiness('order')).toMatchObject({ ready: true })

  const [item, ...others] = await listParked(stack, ['order'])
  expect(others).toEqual([])
  expect(item).toMatchObject({
    service: 'order',
    partition: 2,
    offset: 0,
    reason: expect.stringContaining('wire format'),
  })
  await eventually(async () => expect(await recordsIn(`${OrderRequested.topic}-dlt`, 2)).toBe(1), { within: 10_000 })

  const listed = await parked('list', '--service', 'order')
  expect([listed.code, listed.said]).toEqual([1, expect.stringContaining(`order/${item?.id}`)])
  const explained = await parked('explain', `order/${item?.id}`)
  expect(explained.said).toContain(Buffer.from('no event').toString('base64'))
  const again = await parked('redrive', item?.order ?? '', '--service', 'order', '--by', 'ann')
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('failed again')])
  const discarded = await parked(
    'discard',
    `order/${item?.id}`,
    '--by',
    'ann',
    '--reason',
    'somebody played with a producer',
  )
  expect(discarded.code, discarded.said).toBe(0)
  expect((await parked('list', '--service', 'order')).said).toContain('Nothing is parked.')
  expect((await parked('explain', `order/${item?.id}`)).said).toContain(
    'discarded by ann: somebody played with a producer',
  )
})

async function parked(...words: string[]) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, ...words, '--stack', stack.folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], ...said] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, said: said.join('') }
}

async function heardOf(placed: readonly string[]) {
  const answers = await Promise.allSettled(placed.map((orderId) => shop.order(orderId)))
  return answers.filter(({ status }) => status === 'fulfilled').length
}

async function order(): Promise<string> {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
  return (await shop.checkOut(customerId, checkoutOf(1), randomUUID())).orderId
}

// Only the superuser can: the topic belongs to the basket service.
const kafka = () =>
  new Kafka({
    brokers: stack.kafka.brokers,
    sasl: { mechanism: 'scram-sha-256', ...stack.kafka.users.admin },
    logLevel: logLevel.NOTHING,
  })

async function write({ topic, partition, value }: { topic: string; partition: number; value: string }) {
  const producer = kafka().producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  await producer.send({ topic, messages: [{ key: randomUUID(), partition, value }] })
  await producer.disconnect()
}

async function recordsIn(topic: string, partition: number): Promise<number> {
  const admin = kafka().admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect())
  return Number(offsets.find((at) => at.partition === partition)?.high)
}
