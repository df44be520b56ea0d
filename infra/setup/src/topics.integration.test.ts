import { randomUUID } from 'node:crypto'
import { type Topic, topicsOf } from '@saga-shop/contracts'
import { testKafka } from '@saga-shop/testing'
import kafkajs, { type Admin } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUpTopics } from './topics.ts'

let admin: Admin
let other: Admin

beforeAll(async () => {
  const kafka = await testKafka()
  ;[admin, other] = [kafka.client().admin(), kafka.client().admin()]
  await Promise.all([admin.connect(), other.connect()])
})

afterAll(() => Promise.all([admin.disconnect(), other.disconnect()]))

test('topics are created once, and then left alone', async () => {
  const declared = shop()
  expect(await setUpTopics(admin, declared)).toMatchObject({ done: 'topics: 0 present, 28 created' })
  expect(await setUpTopics(admin, declared)).toEqual({
    done: 'topics: 28 present, 0 created',
    differences: [],
    problems: [],
  })
})

test('a topic with other partitions is a problem, and the answer is in the message', async () => {
  const declared = shop()
  await setUpTopics(admin, declared)
  const { problems } = await setUpTopics(
    admin,
    declared.map((topic) => ({ ...topic, partitions: 3 })),
  )
  expect(problems).toEqual([
    expect.stringMatching(/^every topic: 1 partitions, 3 are declared.*Set TOPIC_PARTITIONS=1/),
  ])
})

test('a topic with other settings is reported, and stays as it is', async () => {
  const [first, ...others] = shop()
  const changed = { ...first, settings: { ...first?.settings, 'retention.ms': '1000' } } as Topic
  await setUpTopics(admin, [changed, ...others])
  const outcome = await setUpTopics(admin, [first as Topic, ...others])
  expect(outcome.problems).toEqual([])
  expect(outcome.differences).toEqual([`${changed.name}: retention.ms=1000, 2592000000 is declared`])
})

test('made by two at once, they stand, and neither minds', async () => {
  const declared = shop()
  for (const { differences, problems } of await Promise.all([
    setUpTopics(admin, declared),
    setUpTopics(other, declared),
  ]))
    expect([...differences, ...problems]).toEqual([])
  expect(await setUpTopics(admin, declared)).toMatchObject({ done: 'topics: 28 present, 0 created' })
})

test('made by two at once with other partitions, each topic is a problem to one of them', async () => {
  const declared = shop()
  const otherwise = declared.map((topic) => ({ ...topic, partitions: 3 }))
  const [one, two] = await Promise.all([setUpTopics(admin, declared), setUpTopics(other, otherwise)])
  expect([...one.problems, ...two.problems]).toEqual([expect.stringMatching(/^every topic: /)])
})

test('a broker that has not heard of a topic yet is asked again', async () => {
  const declared = shop()
  await setUpTopics(admin, declared)
  let asked = 0
  const unheardOf = [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: randomUUID() }]
  const behind: Admin = {
    ...admin,
    describeConfigs: (question) =>
      admin.describeConfigs(asked++ === 0 ? { ...question, resources: unheardOf } : question),
  }
  expect(await setUpTopics(behind, declared)).toMatchObject({ done: 'topics: 28 present, 0 created' })
  expect(asked).toBe(2)
})

/** The shop's topics under names of their own. */
function shop(): Topic[] {
  const run = randomUUID()
  return topicsOf({ partitions: 1, replication: 1 }).map((topic) => ({ ...topic, name: `${topic.name}.${run}` }))
}
