import { partitionOf } from '../kafka/partitioner.ts'
import type { Held, Known } from './topics.ts'

/** An outbox row as far as it matters here. */
export interface Row {
  readonly id: string
  readonly topic: string
  readonly key: string
}

interface Lack {
  readonly id: string
  /** Kafka had it, and has taken it away in good order. */
  isGone: boolean
}

/** Collects the events that the topics lack, in the order of the outbox, and marks those that they have. */
export function missingEvents({ ids, partitions }: Known) {
  const lacks: Lack[] = []
  const doubtful = new Map<string, Lack[]>()

  /** What may be gone in good order, is kept by the lane in which a later event shows that it is. */
  function laneOf({ topic, key }: Row, held: Held | undefined) {
    if (held?.isCompacted) return `${topic} ${key}`
    return held?.first === undefined ? undefined : `${topic} ${held.partition}`
  }

  function lacksIt(row: Row, lane: string | undefined) {
    const lack = { id: row.id, isGone: false }
    lacks.push(lack)
    if (lane === undefined) return
    const others = doubtful.get(lane)
    if (others) others.push(lack)
    else doubtful.set(lane, [lack])
  }

  return {
    see(row: Row) {
      const held = heldBy(row, partitions)
      const lane = laneOf(row, held)
      if (!ids.mark(row.id)) return lacksIt(row, lane)
      if (lane === undefined || !(held?.isCompacted || held?.first === row.id)) return
      for (const lack of doubtful.get(lane) ?? []) lack.isGone = true
      doubtful.delete(lane)
    },
    missing: () => lacks.filter(({ isGone }) => !isGone).map(({ id }) => id),
  }
}

function heldBy({ topic, key }: Row, partitions: Known['partitions']): Held | undefined {
  const held = partitions.get(topic)
  if (!held)
    throw new Error(`Kafka shows no topic "${topic}", to which the outbox has announced: create it, or permit it`)
  const bytes = Buffer.from(key)
  return held[partitionOf(bytes, 0, bytes.length, held.length)]
}
