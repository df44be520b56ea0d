import type { LiveEvent } from '../api.ts'
import type { Places, Position } from './position.ts'

/** An event as it goes out, ready to be written to everybody who wants it. */
export interface Told {
  readonly event: LiveEvent
  readonly place: number
  readonly seenAt: number
  /** An SSE message; its id says how far every partition was read when it was told. */
  readonly message: Buffer
}

/** The last events, in the order in which they came here, and how far back that reaches in each partition. */
export function openMemory(places: Places, most: number) {
  const told: Told[] = []
  const next: number[] = Array.from({ length: places.count }, () => -1)
  const floor: number[] = Array.from({ length: places.count }, () => -1)
  let forgotten = 0

  function remember(event: LiveEvent, seenAt = Date.now()): Told | undefined {
    const place = places.placeOf(event.topic, event.partition)
    if (Number.isNaN(place) || event.offset < (next[place] ?? 0)) return undefined // read again after a reconnect
    next[place] = event.offset + 1
    const one = { event, place, seenAt, message: messageOf(event, places.toText(next.map(atLeastZero))) }
    told.push(one)
    if (told.length - forgotten > most) forget()
    return one
  }

  function forget() {
    const oldest = told[forgotten++]
    if (oldest) floor[oldest.place] = oldest.event.offset + 1
    if (forgotten > most) told.splice(0, forgotten)
    if (forgotten > most) forgotten = 0
  }

  return {
    places,
    remember,
    /** This partition is read from here on: what stood before is not remembered. */
    begin: (topic: string, partition: number, offset: number) => {
      const place = places.placeOf(topic, partition)
      if ((next[place] ?? -1) >= 0) return
      next[place] = offset
      floor[place] = offset
    },
    /** Where to go on in a partition, if it was read before. */
    next: (topic: string, partition: number) => next[places.placeOf(topic, partition)] ?? -1,
    position: (): Position => next.map(atLeastZero),
    floor: (): Position => floor.map(atLeastZero),
    /** Everything remembered, oldest first. */
    all: () => told.slice(forgotten),
    /** All that came since, when all of that is still remembered. */
    since: (position: Position): Told[] | undefined =>
      position.every((offset, place) => offset >= atLeastZero(floor[place] ?? 0))
        ? told.slice(forgotten).filter(({ event, place }) => event.offset >= (position[place] ?? 0))
        : undefined,
  }
}

export type Memory = ReturnType<typeof openMemory>

const atLeastZero = (offset: number) => Math.max(0, offset)

/** An SSE message of an event; JSON has no line breaks. */
export const messageOf = (event: LiveEvent, id: string) => Buffer.from(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`)
