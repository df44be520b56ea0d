import { eventually, testKafka } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../log.ts'
import { consumer } from './consumer.ts'
import type { Fetched } from './port.ts'

test('a consumer goes on after an error that its client holds to be hopeless', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const settings = { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin }
  const heard = Promise.withResolvers<Fetched>()
  let times = 0
  const hearing = consumer(
    settings,
    {
      groupId: topic,
      topics: [topic],
      assigned: async (partitions) => partitions.map(({ begin, ...place }) => ({ ...place, offset: begin })),
      hear: async (fetched) => {
        if (++times === 1) throw Object.assign(new Error('hopeless'), { retriable: false })
        heard.resolve(fetched)
        return { next: fetched.records.length }
      },
    },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  onTestFinished(() => hearing.stop())
  await hearing.start()
  await write(kafka, topic)
  expect((await heard.promise).records.map(({ key }) => String(key))).toEqual(['one'])
  expect(times).toBe(2)
})

test('a consumer that tries a batch again and again stays in its group meanwhile', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const longerThanASession = 7_500
  const [assigned, heard] = [{ times: 0 }, { times: 0 }]
  const done = Promise.withResolvers<void>()
  const hearing = consumer(
    { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin },
    {
      groupId: topic,
      topics: [topic],
      assigned: async (partitions) => {
        assigned.times++
        return partitions.map(({ begin, ...place }) => ({ ...place, offset: begin }))
      },
      hear: async (fetched) => {
        heard.times++
        await new Promise((resolve) => setTimeout(resolve, longerThanASession))
        done.resolve()
        return { next: fetched.records.length }
      },
    },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  onTestFinished(() => hearing.stop())
  await hearing.start()
  await write(kafka, topic)
  await done.promise
  expect([hearing.joined, assigned.times, heard.times]).toEqual([true, 1, 1])
})

test.each([
  [true, '1'],
  [false, '-1'],
])('how far a group came is kept: %s', async (isKept, offset) => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const heard = Promise.withResolvers<void>()
  const hearing = consumer(
    { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin },
    {
      groupId: topic,
      topics: [topic],
      isKept,
      assigned: async (partitions) => partitions.map(({ begin, ...place }) => ({ ...place, offset: begin })),
      hear: async (fetched) => {
        heard.resolve()
        return { next: fetched.records.length }
      },
    },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  await hearing.start()
  await write(kafka, topic)
  await heard.promise
  await new Promise((resolve) => setTimeout(resolve, 200))
  await hearing.stop()
  const admin = kafka.client().admin()
  await admin.connect()
  const [offsets] = await admin.fetchOffsets({ groupId: topic, topics: [topic] })
  await admin.disconnect()
  expect(offsets?.partitions).toMatchObject([{ partition: 0, offset }])
})

test('what comes while a consumer rests comes together; the first after a silence is heard at once', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const rounds: { at: number; keys: string[] }[] = []
  const every = 1_000
  const hearing = consumer(
    { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin },
    {
      groupId: topic,
      topics: [topic],
      every,
      assigned: async (partitions) => partitions.map(({ begin, ...place }) => ({ ...place, offset: begin })),
      hear: async ({ records }) => {
        rounds.push({ at: performance.now(), keys: records.map(({ key }) => String(key)) })
        return { next: (records.at(-1)?.offset ?? 0) + 1 }
      },
    },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  onTestFinished(() => hearing.stop())
  await hearing.start()
  await write(kafka, topic, 'one')
  await eventually(async () => expect(rounds).toHaveLength(1))
  for (const key of ['two', 'three', 'four']) await write(kafka, topic, key)
  await eventually(async () => expect(rounds.flatMap(({ keys }) => keys)).toEqual(['one', 'two', 'three', 'four']))
  const [first, second] = rounds.map(({ at }) => at)
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(every - 1)
})

test('a consumer that rests stops at once', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const heard = Promise.withResolvers<void>()
  const hearing = consumer(
    { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin },
    {
      groupId: topic,
      topics: [topic],
      every: 600_000,
      assigned: async (partitions) => partitions.map(({ begin, ...place }) => ({ ...place, offset: begin })),
      hear: async () => {
        heard.resolve()
        return { next: 1 }
      },
    },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  await hearing.start()
  await write(kafka, topic)
  await heard.promise
  await expect(hearing.stop()).resolves.toBeUndefined()
})

async function write(kafka: Awaited<ReturnType<typeof testKafka>>, topic: string, key = 'one') {
  const producer = kafka.client().producer()
  await producer.connect()
  await producer.send({ topic, messages: [{ key, value: key }] })
  await producer.disconnect()
}
