import type { Topic } from '@saga-shop/contracts'
import kafkajs, { type Admin } from 'kafkajs'
import { Hopeless, reasonOf, waitFor } from './wait.ts'

/** Creates these topics. Resolves when each of their partitions can be written, with whether nobody else made one of them. */
export async function createTopics(admin: Admin, topics: readonly Topic[]): Promise<boolean> {
  // Not kafkajs's own wait: it fails when the broker that it asks has not heard of the topic yet.
  const madeAll = await admin.createTopics({ topics: topics.map(creation), waitForLeaders: false })
  await waitFor('a leader of each new partition', { seconds: 30, say: () => {} }, () => haveLeaders(admin, topics))
  return madeAll
}

const creation = ({ name, partitions, replication, settings }: Topic) => ({
  topic: name,
  numPartitions: partitions,
  replicationFactor: replication,
  configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
})

async function haveLeaders(admin: Admin, declared: readonly Topic[]) {
  const { topics } = await admin.fetchTopicMetadata({ topics: declared.map(({ name }) => name) })
  const without = topics.find(
    ({ partitions }) => partitions.length === 0 || partitions.some(({ leader }) => leader < 0),
  )
  if (without) throw new Error(`${without.name} has none`)
}

/** The declared topics that exist, as they are. */
export async function standingTopics(admin: Admin, declared: readonly Topic[]): Promise<ReadonlyMap<string, Topic>> {
  const names = new Set(declared.map(({ name }) => name))
  const present = (await admin.fetchTopicMetadata()).topics.filter(({ name }) => names.has(name))
  const presentNames = present.map(({ name }) => name)
  const settings = await settingsOf(admin, presentNames)
  const standing = present.map(
    ({ name, partitions }): Topic => ({
      name,
      partitions: partitions.length,
      replication: partitions[0]?.replicas.length ?? 0,
      settings: settings.get(name) ?? {},
    }),
  )
  return new Map(standing.map((topic) => [topic.name, topic]))
}

async function settingsOf(admin: Admin, names: readonly string[]): Promise<ReadonlyMap<string, Topic['settings']>> {
  if (names.length === 0) return new Map()
  const resources = names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name }))
  const described = await waitFor('a broker that knows each topic', { seconds: 30, say: () => {} }, () =>
    admin.describeConfigs({ resources, includeSynonyms: false }).catch(onlyUnheardOf),
  )
  return new Map(
    described.resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  )
}

/** A topic that one broker tells of, another may not have heard of yet: that passes, and nothing else does. */
function onlyUnheardOf(error: Error): never {
  if ('type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') throw error
  throw new Hopeless(reasonOf(error), { cause: error })
}
