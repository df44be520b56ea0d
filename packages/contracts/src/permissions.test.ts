import { expect, test } from 'vitest'
import { events } from './events.gen.ts'
import { heardBy, listenersOf, services } from './listeners.ts'
import { judge, type Permission, permissions, storefront } from './permissions.ts'
import { deadLetterTopicOf, topicsOf } from './topics.ts'

test.each(events)('only $owner writes $topic', ({ topic, owner }) => {
  expect(usersWho('write', topic)).toEqual([owner])
})

test.each(services)('%s reads what it listens to, its own topics, and nothing else', (service) => {
  const readable = events.filter(({ topic }) => usersWho('read', topic).includes(service))
  expect(new Set(readable)).toEqual(new Set([...heardBy(service), ...events.filter(({ owner }) => owner === service)]))
})

test.each(events)(
  'of $type, its listeners and its owner may say that it could not be processed, and nobody else',
  (kind) => {
    expect(new Set(usersWho('write', deadLetterTopicOf(kind)))).toEqual(new Set([...listenersOf(kind), kind.owner]))
  },
)

test.each(services)('%s reads no dead letters but those of its own events', (service) => {
  const readable = events.filter((kind) => usersWho('read', deadLetterTopicOf(kind)).includes(service))
  expect(readable.every(({ owner }) => owner === service)).toBe(true)
})

test('the judge reads everything and writes nothing', () => {
  for (const { topic } of events) expect(usersWho('read', topic)).toContain(judge)
  expect(permissions().filter(({ user, may }) => user === judge && may === 'write')).toEqual([])
})

test('the storefront hears every event, no dead letters, and writes nothing', () => {
  for (const kind of events) {
    expect(usersWho('read', kind.topic)).toContain(storefront)
    expect(usersWho('read', deadLetterTopicOf(kind))).not.toContain(storefront)
  }
  expect(permissions().filter(({ user, may }) => user === storefront && may === 'write')).toEqual([])
})

test('nobody joins the group of another', () => {
  const groups = permissions().filter(({ resource }) => resource === 'group')
  expect(groups.map(({ user, name, pattern }) => [user, name, pattern])).toEqual(
    [...services, storefront, judge].map((user) => [user, `${user}.`, 'prefixed']),
  )
})

test('an order finds all its events in the same partition number', () => {
  const partitions = topicsOf({ partitions: 6, replication: 3 }).map((topic) => topic.partitions)
  expect(new Set(partitions)).toEqual(new Set([6]))
})

test('a write counts when all replicas but one have it', () => {
  const inSync = (replication: number) =>
    topicsOf({ partitions: 1, replication }).map(({ settings }) => settings['min.insync.replicas'])
  expect(new Set(inSync(3))).toEqual(new Set(['2']))
  expect(new Set(inSync(1))).toEqual(new Set(['1']))
})

const usersWho = (may: Permission['may'], topic: string) =>
  permissions()
    .filter((permission) => permission.may === may && permission.resource === 'topic' && covers(permission, topic))
    .map(({ user }) => user)

const covers = ({ name, pattern }: Permission, topic: string) =>
  pattern === 'prefixed' ? topic.startsWith(name) : topic === name
