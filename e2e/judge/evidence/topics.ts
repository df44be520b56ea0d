import { randomUUID } from 'node:crypto'
import { type EventKind, events } from '@saga-shop/contracts'
import type { Batch, Kafka } from 'kafkajs'
import type { Partition, TopicRecord } from './evidence.ts'
import { toRecord } from './records.ts'
import type { Reader } from './schemas.ts'

/** Reads every record up to the partitions' ends. Its consumer group is new, commits nothing, and goes when it is done. */
export async function readRecords(
  kafka: Kafka,
  partitions: readonly Partition[],
  reader: Reader,
): Promise<readonly TopicRecord[]> {
  const held = partitions.filter(({ begin, end }) => begin < end)
  if (held.length === 0) return []
  const reading = readingTo(held, reader)
  const consumer = kafka.consumer({ groupId: `judge.${randomUUID()}`, maxWaitTimeInMs: 100, retry: { retries: 5 } })
  consumer.on('consumer.crash', ({ payload }) => reading.failed(payload.error))
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...new Set(held.map(({ topic }) => topic))], fromBeginning: true })
    await consumer.run({
      eachBatch: ({ batch }) => reading.take(batch),
      autoCommit: false,
      partitionsConsumedConcurrently: 8,
    })
    return await reading.done
  } finally {
    reading.stop()
    await consumer.disconnect()
  }
}

const kindOf = new Map<string, EventKind<unknown>>(events.map((kind) => [kind.topic, kind]))

/** Collects records until every partition has come to its end. */
function readingTo(partitions: readonly Partition[], reader: Reader) {
  const open = new Map(partitions.map((partition) => [placeOf(partition), partition.end]))
  const records: TopicRecord[] = []
  const { promise: done, resolve, reject } = Promise.withResolvers<TopicRecord[]>()
  const timer = timerOf(() =>
    reject(new Error(`Kafka keeps silent; not read to the end: ${[...open.keys()].join(', ')}`)),
  )
  done.catch(() => {}) // whoever reads hears of it; it may fail before they listen

  async function take(batch: Batch) {
    const [kind, place] = [kindOf.get(batch.topic), placeOf(batch)]
    const end = open.get(place)
    if (!kind || end === undefined) return
    await reader.learn(batch.messages.map(({ value }) => value))
    for (const message of batch.messages)
      if (Number(message.offset) < end) records.push(toRecord(kind, batch.partition, message, reader))
    timer.refresh()
    if (Number(batch.lastOffset()) >= end - 1) open.delete(place)
    if (open.size === 0) resolve(records)
  }

  return { take, done, failed: reject, stop: () => clearTimeout(timer) }
}

/** How long Kafka may keep silent, in milliseconds. */
const patience = 20_000

const timerOf = (expire: () => void) => setTimeout(expire, patience)

const placeOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic} [${partition}]`
