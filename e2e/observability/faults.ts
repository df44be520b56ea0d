import { randomUUID } from 'node:crypto'
import { Admin } from '@platformatic/kafka'
import { OrderConfirmed } from '@saga-shop/contracts'
import type { ServiceName, Stack } from '@saga-shop/local'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import pg from 'pg'

/** Somebody with a producer writes what is no event, about an order that is under way. */
export async function writeGarbage(stack: Stack, orderId: string) {
  const producer = kafka(stack).producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  await producer.send({ topic: OrderConfirmed.topic, messages: [{ key: orderId, value: 'no event' }] })
  await producer.disconnect()
}

/** All records of a topic are thrown away, heard or not. */
export async function cutLog(stack: Stack, topic: string) {
  const admin = kafka(stack).admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  const partitions = offsets.map(({ partition, high }) => ({ partition, offset: high }))
  await admin.deleteTopicRecords({ topic, partitions })
  await admin.disconnect()
}

const kafka = (stack: Stack) =>
  new Kafka({
    brokers: stack.kafka.brokers,
    sasl: { mechanism: 'scram-sha-256', ...stack.kafka.users.admin },
    logLevel: logLevel.NOTHING,
  })

/** A service may read a byte a second, or as much as it likes. */
export async function throttle(stack: Stack, service: ServiceName, on: boolean) {
  const { username, password } = stack.kafka.users.admin
  const admin = new Admin({
    clientId: `quota-${randomUUID()}`,
    bootstrapBrokers: stack.kafka.brokers,
    sasl: { mechanism: 'SCRAM-SHA-256', username, password },
  })
  const key = 'consumer_byte_rate'
  await admin.alterClientQuotas({
    entries: [
      {
        entities: [{ entityType: 'user', entityName: service }],
        ops: [on ? { key, value: 1, remove: false } : { key, remove: true }],
      },
    ],
  })
  await admin.close()
}

/** Somebody's forgotten session locks a table of a service, until the answer is called. */
export async function lock(stack: Stack, service: ServiceName, table: string) {
  const client = await connected(stack, service)
  await client.query(`begin; lock table ${table} in access exclusive mode`)
  return () => client.end()
}

/** Says something to a service's Postgres as its superuser. */
export async function say(stack: Stack, service: ServiceName, ...statements: string[]) {
  const client = await connected(stack, service)
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Somebody's migration writes so many megabytes into the log. */
export const writeLog = (stack: Stack, service: ServiceName, megabytes: number) =>
  say(
    stack,
    service,
    `select pg_logical_emit_message(false, 'migration', repeat('x', 1000000)) from generate_series(1, ${megabytes})`,
  )

async function connected(stack: Stack, service: ServiceName) {
  const client = new pg.Client(stack.postgres[service].url('admin'))
  client.on('error', () => {})
  await client.connect()
  return client
}
