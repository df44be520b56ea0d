import type { Cluster } from './kafka/cluster.ts'
import { type Tail, tailsOf } from './kafka/tails.ts'
import { visibleTopics } from './kafka/topics.ts'
import type { Log } from './log.ts'
import type { Partition } from './partition.ts'
import { parsePosition, positionHeader, type WriteAheadLog } from './position.ts'

interface Owner {
  readonly name: string
  readonly username: string
}

/** The topics of a source, and where each of their partitions ends: what stands there need not be written again. */
export async function destinationsOf(cluster: Cluster, { name, username }: Owner, wal: WriteAheadLog, log: Log) {
  const topics = await visibleTopics(cluster, `${name}.`)
  if (topics.length > 0) await cluster.addMultipleTargetTopics(topics)
  const read = await Promise.all(topics.map((topic) => tailsOf(cluster, topic))).catch((error) => {
    throw new Error(`Kafka's user "${username}" ${error.message}`, { cause: error })
  })
  return new Map(topics.map((topic, index) => [topic, partitionsOf(read[index] ?? [], wal, log)]))
}

function partitionsOf(tails: Tail[], wal: WriteAheadLog, log: Log): Partition[] {
  const partitions = tails
    .toSorted((one, other) => one.partition - other.partition)
    .map((tail) => ({ topic: tail.topic, number: tail.partition, nextSequence: 0, tail: positionOf(tail, wal) }))
  const foreign = tails.filter((tail) => tail.headers && !positionOf(tail, wal))
  if (foreign.length > 0) log.warn({ topic: tails[0]?.topic, partitions: foreign.length }, notComparable)
  return partitions
}

const notComparable = 'last records are not from this write-ahead log: events that Kafka already has may be repeated'

const positionOf = ({ headers }: Tail, wal: WriteAheadLog) =>
  parsePosition(headers?.[positionHeader]?.toString() ?? '', wal)
