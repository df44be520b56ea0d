import type kafkajs from 'kafkajs'
import type { Extent } from './port.ts'

/** Topic → partitions, as the group gave them to this member. */
export type Assignment = Record<string, number[]>

/** Where the log of each of our partitions begins and ends now. */
export async function extentsOf(kafka: kafkajs.Kafka, assignment: Assignment): Promise<Extent[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const extents: Extent[] = []
    // One after the other: see log-ends.ts.
    for (const [topic, partitions] of Object.entries(assignment))
      extents.push(...(await held(admin, topic, partitions)))
    return extents
  } finally {
    await admin.disconnect()
  }
}

async function held(admin: kafkajs.Admin, topic: string, partitions: number[]): Promise<Extent[]> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets
    .filter(({ partition }) => partitions.includes(partition))
    .map(({ partition, low, high }) => ({ topic, partition, begin: Number(low), end: Number(high) }))
}
