import { setTimeout as sleep } from 'node:timers/promises'
import type kafkajs from 'kafkajs'
import type { Log } from '../log.ts'

// How often Kafka hears of it, and how long stopping waits for that, in milliseconds.
const every = 5_000
const patience = 1_000

/**
 * Tells Kafka now and then how far a group came, for tools that show lag: a service goes on from its own database. Left
 * to itself, kafkajs commits after each batch, and does not fetch before that is answered.
 */
export function groupOffsets(client: Pick<kafkajs.Consumer, 'commitOffsets'>, log: Log) {
  const reached = new Map<string, kafkajs.TopicPartitionOffset>()
  const timer = setInterval(commit, every)

  async function commit() {
    const offsets = [...reached.values()]
    reached.clear()
    if (offsets.length === 0) return
    await client
      .commitOffsets(offsets)
      .catch((error) => log.debug({ error: String(error) }, 'Kafka could not be told how far this group came'))
  }

  return {
    /** The offset that is heard next. */
    reach: (topic: string, partition: number, next: string) =>
      reached.set(`${topic} ${partition}`, { topic, partition, offset: next }),
    /** Partitions may be another member’s now. */
    forget: () => reached.clear(),
    stop: async () => {
      clearInterval(timer)
      await Promise.race([commit(), sleep(patience, undefined, { ref: false })])
    },
  }
}
