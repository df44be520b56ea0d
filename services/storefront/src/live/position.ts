import { createHash } from 'node:crypto'

/** How far each partition of each topic was read: the next offset, by place. */
export type Position = readonly number[]

/** Gives each partition of each topic its place, and turns positions into text that browsers send back as `Last-Event-ID`. */
export function openPlaces(topics: readonly string[], partitions: number) {
  const sorted = [...topics].sort()
  const first = new Map(sorted.map((topic, index) => [topic, index * partitions]))
  // Positions in other topics, or in another number of partitions, must not be taken for ours.
  const mark = createHash('sha256')
    .update(`${partitions} ${sorted.join(' ')}`)
    .digest('base64url')
    .slice(0, 6)
  const count = sorted.length * partitions

  return {
    count,
    partitions,
    placeOf: (topic: string, partition: number) => (first.get(topic) ?? Number.NaN) + partition,
    topicAt: (place: number) => sorted[Math.floor(place / partitions)] ?? '',
    partitionAt: (place: number) => place % partitions,
    toText: (position: Position) => `${mark}.${position.map((offset) => offset.toString(36)).join('.')}`,
    /** Undefined when it is none of ours. */
    fromText: (text: string): Position | undefined => {
      const [said, ...offsets] = text.split('.')
      if (said !== mark || offsets.length !== count) return undefined
      if (!offsets.every((offset) => /^[\da-z]{1,10}$/.test(offset))) return undefined
      return offsets.map((offset) => Number.parseInt(offset, 36))
    },
  }
}

export type Places = ReturnType<typeof openPlaces>
