import { ask, type Cluster } from './cluster.ts'
import { errorName } from './errors.ts'
import { leaderOf } from './topics.ts'

/** The headers of the last record of a partition; undefined when it holds none. */
export interface Tail {
  readonly topic: string
  readonly partition: number
  readonly headers: Readonly<Record<string, Buffer | undefined>> | undefined
}

interface Offsets {
  readonly responses: readonly {
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number; readonly offset: string }[]
  }[]
}

interface Fetched {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly partition: number
      readonly errorCode: number
      readonly messages: readonly { readonly headers: Tail['headers'] }[]
    }[]
  }[]
}

const asConsumer = { replicaId: -1, isolationLevel: 0 }
const once = { ...asConsumer, maxWaitTime: 0, minBytes: 0, maxBytes: 64 * 2 ** 20, rackId: '' }

/** Reads the last record of every partition of a topic. */
export async function tailsOf(cluster: Cluster, topic: string): Promise<Tail[]> {
  const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)
  const led = Map.groupBy(partitions, (partition) => leaderOf(cluster, topic, partition) ?? -1)
  const tails = await Promise.all([...led].map(([leader, partitions]) => tailsAt(cluster, leader, topic, partitions)))
  return tails.flat()
}

async function tailsAt(cluster: Cluster, nodeId: number, topic: string, partitions: number[]): Promise<Tail[]> {
  const broker = await cluster.findBroker({ nodeId })
  const ends = await endsOf(broker, topic, partitions)
  const held = ends.filter(({ end }) => end > 0n)
  const empty = ends.filter(({ end }) => end === 0n).map(({ partition }) => ({ topic, partition, headers: undefined }))
  return held.length === 0 ? empty : [...empty, ...(await lastRecords(broker, topic, held))]
}

async function endsOf(broker: Cluster.Broker, topic: string, partitions: number[]) {
  const asked = partitions.map((partition) => ({ partition, timestamp: -1 }))
  const { responses } = await ask<Offsets>(broker, 'ListOffsets', {
    ...asConsumer,
    topics: [{ topic, partitions: asked }],
  })
  return responses
    .flatMap((response) => response.partitions)
    .map(({ partition, errorCode, offset }) => {
      failOn(errorCode, topic, partition)
      return { partition, end: BigInt(offset) }
    })
}

async function lastRecords(
  broker: Cluster.Broker,
  topic: string,
  ends: { partition: number; end: bigint }[],
): Promise<Tail[]> {
  const partitions = ends.map(({ partition, end }) => ({ partition, fetchOffset: String(end - 1n), maxBytes: 2 ** 20 }))
  const { responses } = await ask<Fetched>(broker, 'Fetch', { ...once, topics: [{ topic, partitions }] })
  return responses
    .flatMap((response) => response.partitions)
    .map(({ partition, errorCode, messages }) => {
      failOn(errorCode, topic, partition)
      return { topic, partition, headers: messages.at(-1)?.headers }
    })
}

function failOn(errorCode: number, topic: string, partition: number) {
  const error = errorName(errorCode)
  if (error) throw new Error(`cannot read the end of ${topic}, partition ${partition}: ${error}`)
}
