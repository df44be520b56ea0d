import { eventually, testKafka } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../log.ts'
import { consumer } from './consumer.ts'
import type { ConsumerOptions, Fetched } from './port.ts'

/** A topic of its own, and a consumer of it. */
async function hears(hear: ConsumerOptions['hear'], more: Partial<ConsumerOptions> = {}) {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const hearing = consumer(
    { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin },
    { groupId: topic, topics: [topic], assigned: fromTheBeginning, hear, ...more },
    openLog('test', { instance: '1', level: 'silent' }),
  )
  return { kafka, topic, hearing }
}

const fromTheBeginning: ConsumerOptions['assigned'] = async (partitions) =>
  partitions.map(({ begin, ...place }) => ({ ...place, offset: begin }))

test('a consumer goes on after an error that its client holds to be hopeless', async () => {
  const heard = Promise.withResolvers<Fetched>()
  let times = 0
  const { kafka, topic, hearing } = await hears(async (fetched) => {
    if (++times === 1) throw Object.assign(new Error('hopeless'), { retriable: false })
    heard.resolve(fetched)
    return { next: fetched.records.length }
  })
  onTestFinished(() => hearing.stop())
  await hearing.start()
  await write(kafka, topic)
  expect((await heard.promise).records.map(({ key }) => String(key))).toEqual(['one'])
  expect(times).toBe(2)
})

test('a consumer that tries a batch again and again stays in its group meanwhile', async () => {
  const longerThanASession = 7_500
  const [assigned, heard] = [{ times: 0 }, { times: 0 }]
  const done = Promise.withResolvers<void>()
  const { kafka, topic, hearing } = await hears(
    async (fetched) => {
      heard.times++
      await new Promise((resolve) => setTimeout(resolve, longerThanASession))
      done.resolve()
      return { next: fetched.records.length }
    },
    {
      assigned: (partitions) => {
        assigned.times++
        return fromTheBeginning(partitions)
      },
    },
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
  const heard = Promise.withResolvers<void>()
  const hear: ConsumerOptions['hear'] = async (fetched) => {
    heard.resolve()
    return { next: fetched.records.length }
  }
  const { kafka, topic, hearing } = await hears(hear, { isKept })
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
  const rounds: { at: number; keys: string[] }[] = []
  const every = 1_000
  const hear: ConsumerOptions['hear'] = async ({ records }) => {
    rounds.push({ at: performance.now(), keys: records.map(({ key }) => String(key)) })
    return { next: (records.at(-1)?.offset ?? 0) + 1 }
  }
  const { kafka, topic, hearing } = await hears(hear, { every })
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
  const heard = Promise.withResolvers<void>()
  const hear: ConsumerOptions['hear'] = async () => {
    heard.resolve()
    return { next: 1 }
  }
  const { kafka, topic, hearing } = await hears(hear, { every: 600_000 })
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
