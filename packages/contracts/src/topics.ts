import type { EventKind } from './event.ts'
import { events } from './events.gen.ts'

/** A topic as it must stand on the broker. */
export interface Topic {
  readonly name: string
  readonly partitions: number
  readonly replication: number
  readonly settings: Readonly<Record<string, string>>
}

export interface TopicSize {
  /** The same for every topic, so that partition p of each holds the same orders. */
  readonly partitions: number
  readonly replication: number
}

/** How the registry holds a new version of a schema against every earlier one: old and new must read each other. */
export const compatibility = 'FULL_TRANSITIVE'

/** The topic of every event, and the one of its dead letters. */
export const topicsOf = (size: TopicSize): readonly Topic[] => [
  ...events.map((kind) => topicOf(kind, size)),
  ...events.map((kind) => deadLetterTopic(kind, size)),
]

/** Where a listener announces that it could not process an event: the name that Spring Kafka gives it. */
export const deadLetterTopicOf = ({ topic }: Pick<EventKind<unknown>, 'topic'>) => `${topic}-dlt`

const deadLetterTopic = (kind: EventKind<unknown>, size: TopicSize): Topic => ({
  ...topicOf({ ...kind, compacted: false }, size),
  name: deadLetterTopicOf(kind),
})

function topicOf(kind: EventKind<unknown>, { partitions, replication }: TopicSize): Topic {
  const inSync = { 'min.insync.replicas': String(Math.max(1, replication - 1)) }
  const kept = kind.compacted ? latestOfEachKey : thirtyDays
  return { name: kind.topic, partitions, replication, settings: { ...kept, ...inSync } }
}

const thirtyDays = { 'cleanup.policy': 'delete', 'retention.ms': String(30 * 24 * 60 * 60 * 1000) }
const latestOfEachKey = { 'cleanup.policy': 'compact' }
