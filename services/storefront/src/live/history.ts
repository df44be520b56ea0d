import { events } from '@saga-shop/contracts'
import { busy, type KafkaSettings, type Log, readToEnd } from '@saga-shop/runtime'
import type { LiveEvent } from '../api.ts'
import { type Listening, understand } from './listening.ts'

/** A part of a partition: from its first offset, up to and without its end. */
export interface Stretch {
  readonly topic: string
  readonly partition: number
  readonly begin: number
  readonly end: number
}

export interface History {
  /** Reads stretches of the past again, in the order in which they were written. */
  read(stretches: readonly Stretch[], wanted?: (event: LiveEvent) => boolean): Promise<LiveEvent[]>
}

// Readers at once: each is a consumer of its own, for a moment. So many more wait for their turn.
const mostReaders = 4
const mostWaiting = 50
const kinds = new Map(events.map((kind) => [kind.topic, kind]))

/** Reads what is remembered no more from Kafka, where it still is. */
export function openHistory(kafka: KafkaSettings, readers: Listening['readers'], log: Log): History {
  let free = mostReaders
  const queue: (() => void)[] = []

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (queue.length >= mostWaiting) throw busy('overloaded', 'Too many want to read the past. Try again in a second.')
    if (free === 0) await new Promise<void>((resolve) => queue.push(resolve))
    else free--
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free++
    }
  }

  async function read(stretches: readonly Stretch[], wanted: (event: LiveEvent) => boolean = () => true) {
    const found: LiveEvent[] = []
    const take = async ({ topic, records }: { topic: string; records: Parameters<typeof understand>[0] }) => {
      const kind = kinds.get(topic)
      if (kind) found.push(...(await understand(records, kind, readers)).filter(wanted))
    }
    await readToEnd(kafka, { name: 'storefront', stretches, take }, log)
    return found.sort((one, other) => one.writtenAt - other.writtenAt || one.offset - other.offset)
  }

  return { read: (stretches, wanted) => inTurn(() => read(stretches, wanted)) }
}
