import { randomUUID } from 'node:crypto'
import {
  deadLetterTopicOf,
  events,
  heardBy,
  listensTo,
  type Permission,
  permissions,
  type Service,
  services,
  topicsOf,
} from '@saga-shop/contracts'
import { eventually, type TestKafka, testKafka } from '@saga-shop/testing'
import kafkajs, { type AclEntry, type Admin, type Consumer } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUpPermissions } from './permissions.ts'
import { setUpTopics } from './topics.ts'

let kafka: TestKafka
let admin: Admin
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  kafka = await testKafka()
  admin = await opened(kafka.client().admin())
  await setUpTopics(admin, topicsOf({ partitions: 6, replication: 1 }))
  await setUpPermissions(admin, permissions())
})

afterAll(async () => {
  await Promise.all(closing.map((close) => close()))
})

test.each(services)('%s may not write the topic of another', async (service) => {
  const producer = await opened(kafka.client(kafka.users[service]).producer({ retry: { retries: 0 } }))
  const foreign = events.filter(({ owner }) => owner !== service)
  const refused = foreign.map(({ topic }) =>
    expect(producer.send({ topic, messages: [{ value: 'mine?' }] }), topic).rejects.toThrow(/authoriz/i),
  )
  await Promise.all(refused)
})

test.each(owners())('%s writes idempotently below its own prefix, and the judge reads that', async (owner) => {
  const topic = await kafka.topic({ prefix: owner })
  const producer = await opened(kafka.client(kafka.users[owner]).producer({ idempotent: true, maxInFlightRequests: 1 }))
  await producer.send({ topic, acks: -1, messages: [{ value: 'mine' }] })
  expect(await topicsSeenBy('judge')).toContain(topic)
})

test.each(services)('%s sees what it listens to and its own topics, and no other', async (service) => {
  const own = events.filter(({ owner }) => owner === service)
  const seen = await topicsSeenBy(service)
  const expected = new Set([...heardBy(service), ...own].map(({ topic }) => topic))
  expect(new Set(seen.filter((topic) => events.some((kind) => kind.topic === topic)))).toEqual(expected)
})

test.each(services)('%s reads all that it listens to, in a group of its own', async (service) => {
  const topics = heardBy(service).map(({ topic }) => topic)
  await expect(reads(service, `${service}.${randomUUID()}`, topics)).resolves.toBe('read')
})

test.each(services)('%s tells of what it cannot process, of what it does not hear not', async (service) => {
  const producer = await opened(kafka.client(kafka.users[service]).producer({ retry: { retries: 0 } }))
  const heard = new Set(heardBy(service))
  const send = (kind: (typeof events)[number]) =>
    producer.send({ topic: deadLetterTopicOf(kind), messages: [{ value: 'this I could not process' }] })
  for (const kind of heard) await expect(send(kind)).resolves.toBeDefined()
  for (const kind of events.filter((kind) => !heard.has(kind) && kind.owner !== service))
    await expect(send(kind), kind.topic).rejects.toThrow(/authoriz/i)
})

test('the judge reads everything', async () => {
  const topics = events.map(({ topic }) => topic)
  await expect(reads('judge', `judge.${randomUUID()}`, topics)).resolves.toBe('read')
})

test('a service may not join the group of another', async () => {
  const topics = listensTo.payment.map(({ topic }) => topic)
  await expect(reads('payment', `order.${randomUUID()}`, topics)).rejects.toThrow(/authoriz|coordinator/i)
})

test('what nobody declared is withdrawn, and what is none of our business stays', async () => {
  const [user, own] = [`gardener-${randomUUID()}`, `garden-${randomUUID()}.`]
  const declared: Permission[] = [{ user, may: 'write', resource: 'topic', name: own, pattern: 'prefixed' }]
  await setUpPermissions(admin, declared)
  const undeclared = [read(user, `${own}tools`), read(user, 'elsewhere.'), read('*', own)]
  await admin.createAcls({ acl: undeclared })
  await eventually(async () => expect(await Promise.all(undeclared.map(stands))).toEqual([true, true, true]))
  const { done, differences } = await setUpPermissions(admin, declared)
  expect(done).toBe('permissions: 1 present, 0 granted, 2 withdrawn')
  expect(new Set(differences)).toEqual(
    new Set([
      `User:${user} had a permission on ${own}tools that nobody declared: withdrawn`,
      `User:* had a permission on ${own} that nobody declared: withdrawn`,
    ]),
  )
  await eventually(async () => expect((await setUpPermissions(admin, declared)).differences).toEqual([]))
})

/** Whether the broker knows of a permission: it learns from its controller, a little later. */
const stands = async (acl: AclEntry) => (await admin.describeAcls(acl)).resources.length > 0

function owners(): Service[] {
  return services.filter((service) => events.some(({ owner }) => owner === service))
}

async function topicsSeenBy(user: keyof TestKafka['users']) {
  const { topics } = await (await opened(kafka.client(kafka.users[user]).admin())).fetchTopicMetadata()
  return topics.map(({ name }) => name)
}

/** Resolves when the broker has answered a fetch, and rejects when it lets this user not. */
async function reads(user: keyof TestKafka['users'], groupId: string, topics: string[]) {
  const consumer = await opened(kafka.client(kafka.users[user]).consumer({ groupId, maxWaitTimeInMs: 100 }))
  await consumer.subscribe({ topics })
  const answer = fetched(consumer)
  await Promise.all([consumer.run({ eachMessage: async () => {} }), answer])
  return answer
}

function fetched(consumer: Consumer) {
  return new Promise<'read'>((resolve, reject) => {
    consumer.on(consumer.events.FETCH, () => resolve('read'))
    // A fresh broker's groups are loading at first: then the client starts again by itself.
    consumer.on(consumer.events.CRASH, ({ payload }) => !payload.restart && reject(payload.error))
  })
}

/** Connected now, disconnected when the tests are over. */
async function opened<Client extends { connect(): Promise<void>; disconnect(): Promise<void> }>(client: Client) {
  await client.connect()
  closing.push(() => client.disconnect())
  return client
}

const read = (user: string, resourceName: string) => ({
  principal: `User:${user}`,
  host: '*',
  operation: kafkajs.AclOperationTypes.READ,
  permissionType: kafkajs.AclPermissionTypes.ALLOW,
  resourceType: kafkajs.AclResourceTypes.TOPIC,
  resourceName,
  resourcePatternType: kafkajs.ResourcePatternTypes.PREFIXED,
})
