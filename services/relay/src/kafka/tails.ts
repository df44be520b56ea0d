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
// A broker answers with one whole batch however little was asked for: the one with the last record.
const oneBatch = { ...asConsumer, maxWaitTime: 0, minBytes: 0, maxBytes: 1, rackId: '' }

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
  return Promise.all(ends.map(({ partition, end }) => tailAt(broker, topic, partition, end)))
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

async function tailAt(broker: Cluster.Broker, topic: string, partition: number, end: bigint): Promise<Tail> {
  if (end === 0n) return { topic, partition, headers: undefined }
  const last = { partition, fetchOffset: String(end - 1n), maxBytes: 1 }
  const { responses } = await ask<Fetched>(broker, 'Fetch', { ...oneBatch, topics: [{ topic, partitions: [last] }] })
  const [answer] = responses.flatMap((response) => response.partitions)
  failOn(answer?.errorCode ?? 0, topic, partition)
  return { topic, partition, headers: answer?.messages.at(-1)?.headers }
}

function failOn(errorCode: number, topic: string, partition: number) {
  const error = errorName(errorCode)
  if (error) throw new Error(`may not or cannot read the end of ${topic}, partition ${partition}: ${error}`)
}
