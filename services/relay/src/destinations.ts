import { tailIn } from './history.ts'
import type { Cluster } from './kafka/cluster.ts'
import { type LastHeaders, tailsOf } from './kafka/tails.ts'
import { visibleTopics } from './kafka/topics.ts'
import type { Partition } from './partition.ts'
import { positionHeader, type WriteAheadLog } from './position.ts'

interface Owner {
  readonly name: string
  readonly username: string
}

/** The topics of a source, and where each of their partitions ends: what stands there need not be written again. */
export async function destinationsOf(cluster: Cluster, { name, username }: Owner, wal: WriteAheadLog) {
  const read = await endsOf(cluster, { name, username })
  return new Map(
    read.map(({ topic, tails }) => [topic, tails.map((tail) => partitionOf(topic, tail, wal, name))] as const),
  )
}

/** The topics of a source, and the headers at the end of each of their partitions. */
export async function endsOf(cluster: Cluster, { name, username }: Owner) {
  const topics = await visibleTopics(cluster, `${name}.`)
  if (topics.length > 0) await cluster.addMultipleTargetTopics(topics)
  return Promise.all(
    topics.map(async (topic) => ({ topic, tails: await tailsOf(cluster, topic, positionHeader) })),
  ).catch((error) => {
    throw new Error(`Kafka's user "${username}" ${error.message}`, { cause: error })
  })
}

const partitionOf = (
  topic: string,
  { partition, headers }: LastHeaders,
  wal: WriteAheadLog,
  source: string,
): Partition => ({ topic, number: partition, nextSequence: 0, tail: tailIn(headers, wal, source) })
