import { randomUUID } from 'node:crypto'
import type { Kafka, Message } from 'kafkajs'

/** The last records of each partition of a topic, as they stand there, ready to be written again. */
export async function lastRecords(kafka: Kafka, topic: string, most: number): Promise<Message[]> {
  const spans = await spansOf(kafka, topic, most)
  const open = new Map(spans.map(({ partition, end }) => [partition, end]))
  if (open.size === 0) return []
  const records: Message[] = []
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  const late = setTimeout(() => reject(new Error(`${topic} could not be read to its end`)), 10_000)
  done.catch(() => {}) // it may be late before anybody waits
  const consumer = kafka.consumer({ groupId: `faults.${randomUUID()}`, maxWaitTimeInMs: 100 })
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const { partition, messages } = batch
        const begin = spans.find((span) => span.partition === partition)?.begin ?? Number.POSITIVE_INFINITY
        const end = open.get(partition) ?? 0
        for (const { offset, key, value, headers } of messages)
          if (Number(offset) >= begin && Number(offset) < end)
            records.push({ partition, key, value, headers: headers ?? {} })
        if (Number(batch.lastOffset()) >= end - 1) open.delete(partition)
        if (open.size === 0) resolve()
      },
    })
    for (const { partition, begin } of spans) consumer.seek({ topic, partition, offset: String(begin) })
    await done
    return records
  } finally {
    clearTimeout(late)
    await consumer.disconnect()
  }
}

async function spansOf(kafka: Kafka, topic: string, most: number) {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const offsets = await admin.fetchTopicOffsets(topic)
    return offsets
      .map(({ partition, low, high }) => ({
        partition,
        begin: Math.max(Number(low), Number(high) - most),
        end: Number(high),
      }))
      .filter(({ begin, end }) => begin < end)
  } finally {
    await admin.disconnect()
  }
}
