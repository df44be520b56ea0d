import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type Cluster } from './cluster.ts'
import { errorName } from './errors.ts'
import { leaderOf } from './topics.ts'

/** From which offset a partition has records, and up to which, without it. */
export interface Extent {
  readonly topic: string
  readonly partition: number
  readonly begin: bigint
  readonly end: bigint
}

interface Offsets {
  readonly responses: readonly {
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number; readonly offset: string }[]
  }[]
}

const latest = -1
const earliest = -2

// How often, and how many milliseconds apart, to ask for a partition that has no leader for the moment.
const tries = 30
const rest = 100

/** Where every partition of a topic begins and ends. A partition between two leaders is waited for, three seconds at the most. */
export async function extentsOf(cluster: Cluster, topic: string): Promise<Extent[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await extentsNow(cluster, topic)
    } catch (error) {
      if (attempt === tries || !(error instanceof Error && betweenLeaders.test(error.message))) throw error
      await sleep(rest)
      await cluster.refreshMetadata()
    }
  }
}

const betweenLeaders = /NOT_LEADER_FOR_PARTITION|LEADER_NOT_AVAILABLE/

async function extentsNow(cluster: Cluster, topic: string): Promise<Extent[]> {
  const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)
  const led = Map.groupBy(partitions, (partition) => leaderOf(cluster, topic, partition) ?? -1)
  const extents = await Promise.all([...led].map(([nodeId, led]) => extentsAt(cluster, nodeId, topic, led)))
  return extents.flat().toSorted((one, other) => one.partition - other.partition)
}

async function extentsAt(cluster: Cluster, nodeId: number, topic: string, partitions: number[]): Promise<Extent[]> {
  const broker = await cluster.findBroker({ nodeId })
  const [begins, ends] = await Promise.all([
    offsetsOf(broker, topic, partitions, earliest),
    offsetsOf(broker, topic, partitions, latest),
  ])
  return partitions.map((partition) => ({
    topic,
    partition,
    begin: begins.get(partition) ?? 0n,
    end: ends.get(partition) ?? 0n,
  }))
}

async function offsetsOf(broker: Cluster.Broker, topic: string, partitions: number[], timestamp: number) {
  const asked = partitions.map((partition) => ({ partition, timestamp }))
  const { responses } = await ask<Offsets>(broker, 'ListOffsets', {
    replicaId: -1,
    isolationLevel: 0,
    topics: [{ topic, partitions: asked }],
  })
  return new Map(
    responses
      .flatMap((response) => response.partitions)
      .map(({ partition, errorCode, offset }) => {
        failOn(errorCode, topic, partition)
        return [partition, BigInt(offset)]
      }),
  )
}

/** Kafka's word about a partition that cannot be read. */
export function failOn(errorCode: number, topic: string, partition: number) {
  const error = errorName(errorCode)
  if (error) throw new Error(`may not or cannot read ${topic}, partition ${partition}: ${error}`)
}
