import { services } from '@saga-shop/contracts'
import type { Invariant } from './invariant.ts'

/** The state and the place in the log move together, and forward. */
export const positionsOnlyMoveOn: Invariant = {
  name: 'No position ever went back, or behind the end of the log',
  check: ({ watched, journals, partitions }) => {
    const ends = new Map(partitions.map((place) => [`${place.topic} ${place.partition}`, place.end]))
    const now = services.flatMap((service) =>
      journals[service].positions.map((position) => ({
        service,
        ...position,
        end: ends.get(`${position.topic} ${position.partition}`) ?? 0,
      })),
    )
    const beyond = now.filter(({ offset, end }) => offset > end)
    const { sightings = 0, astray = [] } = watched ?? {}
    return {
      checked: now.length + sightings,
      violations: [...astray, ...beyond].map(({ service, topic, partition, offset, end, ...seen }) => ({
        where: `${service}, ${topic} [${partition}]`,
        what:
          'before' in seen
            ? `went back from ${seen.before} to ${offset}`
            : `stands at ${offset}, and the log ends at ${end}`,
      })),
      notes: watched ? [] : ['nobody watched positions while the shop worked: they are judged by where they stand now'],
    }
  },
}
