import { onTestFinished } from 'vitest'
import type { Stage } from './stage.fixtures.ts'

/** A record as a consumer sees it. */
export interface Arrival {
  readonly topic: string
  readonly partition: number
  readonly key: string | undefined
  readonly value: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Listens to the stage's topics from their beginning; the list grows as records arrive. */
export async function arrivalsOf({ kafka, topics, source }: Stage): Promise<Arrival[]> {
  const arrivals: Arrival[] = []
  const consumer = kafka.client().consumer({ groupId: `${source}.reader`, maxWaitTimeInMs: 50 })
  onTestFinished(() => consumer.disconnect())
  await consumer.connect()
  await consumer.subscribe({ topics: [...topics], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, partition, message: { key, value, headers } }) => {
      arrivals.push({
        topic,
        partition,
        key: key?.toString(),
        value: value ?? Buffer.alloc(0),
        headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
      })
    },
  })
  return arrivals
}
