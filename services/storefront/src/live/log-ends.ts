import { events } from '@saga-shop/contracts'
import { type KafkaSettings, type Log, openLogEnds } from '@saga-shop/runtime'
import type { Memory } from './memory.ts'

// Whoever asks within this time gets the same answer, in milliseconds.
const freshFor = 1_000

/** Where the topics end, asked of Kafka at most once a second. */
export function openEnds(kafka: KafkaSettings, log: Log) {
  const ends = openLogEnds(
    kafka,
    events.map(({ topic }) => topic),
    log,
  )
  let asked: ReturnType<typeof ends.read> | undefined
  let at = 0

  const read = () => {
    if (!asked || Date.now() - at > freshFor) {
      at = Date.now()
      asked = ends.read()
      asked.catch(() => {})
    }
    return asked
  }
  return {
    read,
    /** Events in Kafka that were not heard here yet. */
    behind: async (memory: Memory) =>
      (await read()).reduce(
        (sum, { topic, partition, end }) => sum + Math.max(0, end - memory.next(topic, partition)),
        0,
      ),
    close: ends.close,
  }
}

export type Ends = ReturnType<typeof openEnds>
