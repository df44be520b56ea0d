import { ask, type Cluster } from './cluster.ts'

interface Metadata {
  readonly topicMetadata: readonly { readonly topic: string }[]
}

/** The topics whose names begin so, as far as the user may see them. */
export async function visibleTopics(cluster: Cluster, prefix: string): Promise<string[]> {
  const broker = await cluster.brokerPool.findConnectedBroker()
  const { topicMetadata } = await ask<Metadata>(broker, 'Metadata', { topics: [], allowAutoTopicCreation: false })
  return topicMetadata.map(({ topic }) => topic).filter((topic) => topic.startsWith(prefix))
}

/** The broker that takes writes for a partition; undefined while there is none. */
export function leaderOf(cluster: Cluster, topic: string, partition: number): number | undefined {
  const metadata = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
  return metadata && metadata.leader >= 0 ? metadata.leader : undefined
}
