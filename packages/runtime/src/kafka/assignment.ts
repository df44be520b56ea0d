import type kafkajs from 'kafkajs'
import { extentsOf } from './extents.ts'
import type { Extent } from './port.ts'

/** Topic → partitions, as the group gave them to this member. */
export type Assignment = Record<string, number[]>

/** Where the log of each of our partitions begins and ends now. */
export async function assignedExtents(kafka: kafkajs.Kafka, assignment: Assignment): Promise<Extent[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const extents = await extentsOf(admin, Object.keys(assignment))
    return extents.filter(({ topic, partition }) => assignment[topic]?.includes(partition))
  } finally {
    await admin.disconnect()
  }
}
