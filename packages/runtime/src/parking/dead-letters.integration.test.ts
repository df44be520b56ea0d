import { OrderPaymentFailed } from '@saga-shop/contracts'
import { testKafka } from '@saga-shop/testing'
import type { KafkaMessage } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onRecord } from '../../test/records.ts'
import { failed, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { type Outgoing, openSender } from '../kafka/sender.ts'
import { openLog } from '../log.ts'
import { tellDeadLetters } from './dead-letters.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const groupId = 'tally.saga'
let service: TallyService
let kafka: Awaited<ReturnType<typeof testKafka>>
beforeAll(async () => {
  ;[service, kafka] = await Promise.all([tallyService(), testKafka()])
})
afterAll(() => service.database.close())

test('an event that is parked is told of once where dead letters are, as Spring Kafka would tell', async () => {
  const original = await kafka.topic({ prefix: 'payment' })
  const poison = onRecord(failed())
  const { record } = poison
  if (!record) throw new Error('it came in a record')
  const strange = {
    ...poison,
    record: { ...record, topic: original, headers: { ...record.headers, odd: Buffer.from([255, 0]) } },
  }
  await batcher({ ...service, log, mostCauses: 10, committed: () => {} }).submit({
    causes: [strange, onRecord(paid(poison.key))],
  })
  const admin = kafka.client().admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic: `${original}-dlt`, numPartitions: 1 }] })
  await admin.disconnect()

  const sender = openSender({ brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin }, log)
  const telling = { database: service.database, service: 'tally', groupId, send: sender.send }
  expect(await tellDeadLetters(telling)).toBe(1)
  expect(await tellDeadLetters(telling)).toBe(0)
  await sender.close()

  const [letter] = await read(`${original}-dlt`, 1)
  expect(letter?.key?.toString()).toBe(poison.key)
  expect(letter?.value).toEqual(record.value)
  const { headers = {} } = letter ?? {}
  expect(headers['odd']).toEqual(Buffer.from([255, 0]))
  expect(text(headers['ce_id'])).toBe(poison.id)
  expect(text(headers['ce_type'])).toBe(OrderPaymentFailed.type)
  expect(text(headers['kafka_dlt-original-topic'])).toBe(original)
  expect(Buffer.from(headers['kafka_dlt-original-partition'] as Buffer).readInt32BE()).toBe(0)
  expect(Buffer.from(headers['kafka_dlt-original-offset'] as Buffer).readBigInt64BE()).toBe(BigInt(record.offset))
  expect(Buffer.from(headers['kafka_dlt-original-timestamp'] as Buffer).readBigInt64BE()).toBe(BigInt(record.timestamp))
  expect(text(headers['kafka_dlt-original-timestamp-type'])).toBe('CreateTime')
  expect(text(headers['kafka_dlt-original-consumer-group'])).toBe(groupId)
  expect(text(headers['kafka_dlt-exception-message'])).toBe('this cannot be')
})

test('what could not be told is told later, and whoever waits behind it is no dead letter', async () => {
  const poison = onRecord(failed())
  await batcher({ ...service, log, mostCauses: 10, committed: () => {} }).submit({
    causes: [poison, onRecord(paid(poison.key))],
  })
  const told: string[] = []
  const telling = {
    database: service.database,
    service: 'tally',
    groupId,
    send: async (records: readonly Outgoing[]) => {
      if (told.push(...records.map(({ key }) => String(key))) === 1)
        throw new Error('the broker went away; who knows whether it heard')
    },
  }
  await expect(tellDeadLetters(telling)).rejects.toThrow('went away')
  expect([await tellDeadLetters(telling), await tellDeadLetters(telling)]).toEqual([1, 0])
  expect(told).toEqual([poison.key, poison.key])
})

const text = (header: unknown) => String(header)

async function read(topic: string, count: number) {
  const consumer = kafka.client().consumer({ groupId: `judge.${topic}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const messages: KafkaMessage[] = []
  try {
    await new Promise<void>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          messages.push(message)
          if (messages.length === count) resolve()
        },
      })
    })
    return messages
  } finally {
    await consumer.disconnect()
  }
}
