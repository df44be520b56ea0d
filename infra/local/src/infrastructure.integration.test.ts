import { statSync } from 'node:fs'
import { join } from 'node:path'
import { OrderRequested } from '@saga-shop/contracts'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Infrastructure, readStack, serviceNames, startInfrastructure } from './index.ts'
import { kafkaClient } from './kafka-admin.ts'

// Runs beside the broker, registry and cluster of the whole test run: two stacks do not meet.
let shop: Infrastructure
beforeAll(async () => {
  shop = await startInfrastructure({ temporary: true })
})
afterAll(() => shop?.stop())

test('another process finds the stack by its folder, and only its owner may read how', () => {
  const found = readStack(shop.folder)
  expect(found.registryUrl).toBe(shop.registryUrl)
  expect(found.postgres.order.url('judge')).toBe(shop.postgres.order.url('judge'))
  expect(statSync(join(shop.folder, 'stack.json')).mode & 0o777).toBe(0o600)
})

test('every part comes back after kill -9, with what it knew', { timeout: 60_000 }, async () => {
  const before = await known()
  await Promise.all(
    shop.processes().map(async (part) => {
      await part.kill()
      await part.start()
      await part.ready()
    }),
  )
  expect(await known()).toEqual(before)
  expect(before).toMatchObject({ subjects: 14, topics: 28, slots: serviceNames.map((service) => `relay_${service}`) })
})

test("a service that writes another's topic is not authorized", async () => {
  const producer = kafkaClient(shop.kafka.brokers, shop.kafka.users.order).producer()
  await producer.connect()
  await expect(producer.send({ topic: OrderRequested.topic, messages: [{ value: 'mine?' }] })).rejects.toThrow(
    'authoriz',
  )
  await producer.disconnect()
})

test('the judge reads a database, and changes nothing', async () => {
  await expect(ask('order', 'judge', 'select * from outbox')).resolves.toEqual([])
  await expect(ask('order', 'judge', 'delete from outbox')).rejects.toThrow('read-only transaction')
  const insisting = 'begin; set transaction read write; delete from outbox; commit'
  await expect(ask('order', 'judge', insisting)).rejects.toThrow('permission denied')
})

test('the relay reads the outbox, and nothing else', async () => {
  await expect(ask('order', 'relay', 'select * from outbox')).resolves.toEqual([])
  await expect(ask('order', 'relay', 'select * from inbox')).rejects.toThrow('permission denied')
})

/** What the registry, the broker and the databases know. */
async function known() {
  const subjects: string[] = JSON.parse(await (await fetch(`${shop.registryUrl}/subjects`)).text())
  const admin = kafkaClient(shop.kafka.brokers, shop.kafka.users.admin).admin()
  await admin.connect()
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'))
  await admin.disconnect()
  const slots = await Promise.all(
    serviceNames.map((service) => ask(service, 'admin', 'select slot_name from pg_replication_slots')),
  )
  return { subjects: subjects.length, topics: topics.length, slots: slots.flat().map(({ slot_name }) => slot_name) }
}

async function ask(service: (typeof serviceNames)[number], role: 'judge' | 'relay' | 'admin', question: string) {
  const client = new pg.Client(shop.postgres[service].url(role))
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}
