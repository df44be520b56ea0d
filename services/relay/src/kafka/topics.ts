import { ask, type Cluster } from './cluster.ts'

interface Metadata {
  readonly topicMetadata: readonly { readonly topic: string }[]
}

// Copies of events that a listener could not process, written by that listener: no topics of the source's own.
const deadLetters = '-dlt'

/** The topics of a source: those whose names begin so, as far as the user may see them. */
export async function visibleTopics(cluster: Cluster, prefix: string): Promise<string[]> {
  const broker = await cluster.brokerPool.findConnectedBroker()
  const { topicMetadata } = await ask<Metadata>(broker, 'Metadata', { topics: [], allowAutoTopicCreation: false })
  return topicMetadata
    .map(({ topic }) => topic)
    .filter((topic) => topic.startsWith(prefix) && !topic.endsWith(deadLetters))
}

/** The broker that takes writes for a partition; undefined while there is none. */
export function leaderOf(cluster: Cluster, topic: string, partition: number): number | undefined {
  const metadata = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
  return metadata && metadata.leader >= 0 ? metadata.leader : undefined
}
