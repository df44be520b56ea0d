import { randomUUID } from 'node:crypto'
import type { Log } from '../log.ts'
import { kafkaClient } from './client.ts'
import type { Fetched, KafkaSettings } from './port.ts'
import { toFetched } from './records.ts'

/** A stretch of a partition: from its first offset, up to and without its end. */
export interface Stretch {
  readonly topic: string
  readonly partition: number
  readonly begin: number
  readonly end: number
}

/** Where these topics begin and end now, or begin at the first record since a moment in epoch milliseconds. */
export async function stretchesOf(settings: KafkaSettings, topics: readonly string[], log: Log, since?: number) {
  const admin = kafkaClient(settings, log).admin()
  await admin.connect()
  try {
    const found: Stretch[] = []
    for (const topic of topics) {
      const later = since === undefined ? [] : await admin.fetchTopicOffsetsByTimestamp(topic, since)
      const begins = new Map(later.map(({ partition, offset }) => [partition, Number(offset)]))
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        const begin = begins.get(partition) ?? Number(low)
        found.push({ topic, partition, begin: begin < 0 ? Number(high) : begin, end: Number(high) })
      }
    }
    return found
  } finally {
    await admin.disconnect()
  }
}

export interface ReadToEnd {
  /** Whose consumer groups it may use: `<name>.`. */
  readonly name: string
  readonly stretches: readonly Stretch[]
  /** Takes records, a partition's in order; the next ones come when it is done. */
  readonly take: (fetched: Fetched) => Promise<void> | void
}

// How long Kafka may keep silent, in milliseconds.
const patience = 30_000

/** Reads all of these stretches once, and leaves no trace: its group is new, and commits nothing. */
export async function readToEnd(settings: KafkaSettings, { name, stretches, take }: ReadToEnd, log: Log) {
  const open = new Map(stretches.filter(({ begin, end }) => begin < end).map((each) => [placeOf(each), each]))
  if (open.size === 0) return
  const consumer = kafkaClient(settings, log).consumer({
    groupId: `${name}.reader-${randomUUID()}`,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
  })
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`Kafka keeps silent: ${[...open.keys()].join(', ')}`)), patience)

  async function hear({ records, ...at }: Fetched) {
    const stretch = open.get(placeOf(at))
    if (!stretch) return
    timer.refresh()
    const { begin, end } = stretch
    await take({ ...at, records: records.filter(({ offset }) => offset >= begin && offset < end) })
    if ((records.at(-1)?.offset ?? 0) >= end - 1) open.delete(placeOf(at))
    if (open.size === 0) resolve()
  }

  try {
    consumer.on('consumer.crash', ({ payload }) => reject(payload.error))
    await consumer.connect()
    await consumer.subscribe({ topics: [...new Set(stretches.map(({ topic }) => topic))], fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 8,
      eachBatch: ({ batch }) => hear(toFetched(batch)).catch(reject),
    })
    for (const { topic, partition, begin } of open.values()) consumer.seek({ topic, partition, offset: String(begin) })
    await done
  } finally {
    clearTimeout(timer)
    await consumer.disconnect()
  }
}

const placeOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }) =>
  `${topic} [${partition}]`
