import type { Topic } from '@saga-shop/contracts'
import kafkajs, { type Admin } from 'kafkajs'
import type { Outcome } from './outcome.ts'

/** Creates the topics that are missing, and reports those that stand otherwise than declared. It changes none of them. */
export async function setUpTopics(admin: Admin, declared: readonly Topic[]): Promise<Outcome> {
  const standing = await standingTopics(admin, declared)
  const missing = declared.filter(({ name }) => !standing.has(name))
  if (missing.length > 0) await admin.createTopics({ topics: missing.map(creation) })
  return {
    done: `topics: ${declared.length - missing.length} present, ${missing.length} created`,
    differences: declared.flatMap((topic) => differences(topic, standing.get(topic.name) ?? topic)),
    problems: declared.flatMap((topic) => problems(topic, standing.get(topic.name) ?? topic)),
  }
}

const creation = ({ name, partitions, replication, settings }: Topic) => ({
  topic: name,
  numPartitions: partitions,
  replicationFactor: replication,
  configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
})

/** The declared topics that exist, as they are. */
async function standingTopics(admin: Admin, declared: readonly Topic[]): Promise<ReadonlyMap<string, Topic>> {
  const { topics } = await admin.fetchTopicMetadata()
  const present = topics.filter(({ name }) => declared.some((topic) => topic.name === name))
  const settings = await settingsOf(
    admin,
    present.map(({ name }) => name),
  )
  const standing = present.map(({ name, partitions }): [string, Topic] => [
    name,
    {
      name,
      partitions: partitions.length,
      replication: partitions[0]?.replicas.length ?? 0,
      settings: settings.get(name) ?? {},
    },
  ])
  return new Map(standing)
}

async function settingsOf(admin: Admin, names: readonly string[]) {
  if (names.length === 0) return new Map<string, Topic['settings']>()
  const resources = names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name }))
  const described = await admin.describeConfigs({ resources, includeSynonyms: false })
  return new Map(
    described.resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  )
}

function problems(declared: Topic, standing: Topic): string[] {
  if (declared.partitions === standing.partitions) return []
  return [
    `${declared.name} has ${standing.partitions} partitions, ${declared.partitions} are declared: a key's events would ` +
      `move to another partition and lose their order. Set TOPIC_PARTITIONS=${standing.partitions}, or delete the topic if it is empty`,
  ]
}

function differences(declared: Topic, standing: Topic): string[] {
  const settings = Object.entries(declared.settings).filter(([key, value]) => standing.settings[key] !== value)
  const replication =
    declared.replication === standing.replication
      ? []
      : [`${declared.name} is kept on ${standing.replication} brokers, ${declared.replication} are declared`]
  return [
    ...replication,
    ...settings.map(([key, value]) => `${declared.name} has ${key}=${standing.settings[key]}, ${value} is declared`),
  ]
}
