import type kafkajs from 'kafkajs'
import type { Extent } from './port.ts'

/** Where the log of every partition of these topics begins and ends now. */
export async function extentsOf(admin: kafkajs.Admin, topics: readonly string[]): Promise<Extent[]> {
  const extents: Extent[] = []
  // One after the other: with several brokers, kafkajs forgets topics that it is asked about at the same time.
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      extents.push({ topic, partition, begin: Number(low), end: Number(high) })
  return extents
}
