import type { Topic } from '@saga-shop/contracts'
import type { Admin } from 'kafkajs'
import { createTopics, standingTopics } from './broker-topics.ts'
import type { Outcome } from './outcome.ts'

/** Creates the topics that are missing, and reports those that stand otherwise than declared. It changes none of them. */
export async function setUpTopics(admin: Admin, declared: readonly Topic[]): Promise<Outcome> {
  const before = await standingTopics(admin, declared)
  const missing = declared.filter(({ name }) => !before.has(name))
  const alone = missing.length === 0 || (await createTopics(admin, missing))
  // Whoever was faster may have declared them otherwise.
  const standing = alone ? before : await standingTopics(admin, declared)
  const both = declared.flatMap((topic) => pair(topic, standing.get(topic.name)))
  return {
    done: `topics: ${declared.length - missing.length} present, ${missing.length} created`,
    differences: grouped(both, differences),
    problems: grouped(both, problems),
  }
}

interface Pair {
  readonly declared: Topic
  readonly standing: Topic
}

const pair = (declared: Topic, standing: Topic | undefined): Pair[] =>
  standing === undefined ? [] : [{ declared, standing }]

function problems({ declared, standing }: Pair): string[] {
  if (declared.partitions === standing.partitions) return []
  return [
    `${standing.partitions} partitions, ${declared.partitions} are declared: keys would move to other partitions, and events ` +
      `lose their order. Set TOPIC_PARTITIONS=${standing.partitions}, or delete the topics if they are empty`,
  ]
}

function differences({ declared, standing }: Pair): string[] {
  const replication = [`replication ${standing.replication}, ${declared.replication} is declared`]
  const settings = Object.entries(declared.settings).filter(([key, value]) => standing.settings[key] !== value)
  return [
    ...(declared.replication === standing.replication ? [] : replication),
    ...settings.map(([key, value]) => `${key}=${standing.settings[key]}, ${value} is declared`),
  ]
}

/** What was found, each thing once, with the topics it was found on. */
function grouped(pairs: readonly Pair[], find: (pair: Pair) => string[]): string[] {
  const found = Map.groupBy(
    pairs.flatMap((both) => find(both).map((finding) => ({ finding, topic: both.declared.name }))),
    ({ finding }) => finding,
  )
  const named = (topics: readonly string[]) => (topics.length === pairs.length ? 'every topic' : topics.join(', '))
  return [...found].map(([finding, on]) => `${named(on.map(({ topic }) => topic))}: ${finding}`)
}
