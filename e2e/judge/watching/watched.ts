import type { Service } from '@saga-shop/contracts'

/** A service's position in a partition, and where the log ended a moment later. */
export interface Sighting {
  readonly service: Service
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly end: number
}

/** A position that was seen where it must not be. */
export interface Astray extends Sighting {
  /** Where it had been seen before, if it went back. */
  readonly before?: number
}

/** What became of watching positions: as much as the promise about them needs, however long it went on. */
export interface Watched {
  readonly sightings: number
  readonly astray: readonly Astray[]
}

/** Takes sightings one after the other, and keeps those that break the promise. */
export function watchBook() {
  const latest = new Map<string, number>()
  const astray: Astray[] = []
  let sightings = 0
  return {
    see(seen: Sighting) {
      const place = `${seen.service} ${seen.topic} ${seen.partition}`
      const before = latest.get(place)
      sightings++
      if (before !== undefined && seen.offset < before) astray.push({ ...seen, before })
      else if (seen.offset > seen.end) astray.push(seen)
      latest.set(place, seen.offset)
    },
    /** A restored database stands where it stood when it was copied: for this once, that is as it should be. */
    forget(service: Service) {
      for (const place of latest.keys()) if (place.startsWith(`${service} `)) latest.delete(place)
    },
    get watched(): Watched {
      return { sightings, astray: [...astray] }
    },
  }
}
