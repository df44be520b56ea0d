import type { Kafka } from 'kafkajs'
import { rowOf } from './payload.ts'
import { topics } from './stage.ts'

/** What the topics hold, compared with what was announced. */
export interface Verdict {
  readonly lost: number
  readonly duplicates: number
  readonly outOfOrder: number
}

/** Reads every topic from its beginning to its present end, checks each byte, and counts rows [0, announced). */
export async function verify(client: Kafka, announced: number): Promise<Verdict> {
  const seen = new Uint8Array(announced)
  const last = new Map<string, number>()
  let outOfOrder = 0
  await readAll(client, (topic, partition, payload) => {
    const row = rowOf(payload)
    seen[row] = (seen[row] ?? 0) + 1
    if (row < (last.get(`${topic}/${partition}`) ?? -1)) outOfOrder++
    last.set(`${topic}/${partition}`, row)
  })
  const lost = seen.reduce((count, times) => count + (times === 0 ? 1 : 0), 0)
  const duplicates = seen.reduce((count, times) => count + Math.max(0, times - 1), 0)
  return { lost, duplicates, outOfOrder }
}

async function readAll(
  client: Kafka,
  read: (topic: string, partition: number, payload: Buffer | null) => void,
): Promise<void> {
  const left = await openEnds(client)
  const consumer = client.consumer({ groupId: `bench.${crypto.randomUUID()}`, maxWaitTimeInMs: 50 })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  await consumer.connect()
  await consumer.subscribe({ topics, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch: { topic, partition, messages } }) => {
      try {
        for (const { value } of messages) read(topic, partition, value)
      } catch (error) {
        reject(error)
      }
      const place = `${topic}/${partition}`
      if (BigInt(messages.at(-1)?.offset ?? -1) + 1n >= (left.get(place) ?? 0n)) left.delete(place)
      if (left.size === 0) resolve()
    },
  })
  await promise.finally(() => consumer.disconnect())
}

async function openEnds(client: Kafka): Promise<Map<string, bigint>> {
  const admin = client.admin()
  await admin.connect()
  const ends = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(
        ({ partition, high }) => [`${topic}/${partition}`, BigInt(high)] as const,
      ),
    ),
  )
  await admin.disconnect()
  return new Map(ends.flat().filter(([, end]) => end > 0n))
}
