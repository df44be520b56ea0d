import type kafkajs from 'kafkajs'
import type { Assigned } from './port.ts'

/** Topic → partitions, as the group gave them to this member. */
export type Assignment = Record<string, number[]>

/** Where the log of each of our partitions begins now. */
export async function beginnings(kafka: kafkajs.Kafka, assignment: Assignment): Promise<Assigned[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const topics = Object.entries(assignment)
    return (await Promise.all(topics.map(([topic, partitions]) => earliest(admin, topic, partitions)))).flat()
  } finally {
    await admin.disconnect()
  }
}

async function earliest(admin: kafkajs.Admin, topic: string, partitions: number[]): Promise<Assigned[]> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets
    .filter(({ partition }) => partitions.includes(partition))
    .map(({ partition, low }) => ({ topic, partition, earliest: Number(low) }))
}
