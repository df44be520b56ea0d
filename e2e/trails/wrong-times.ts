import { type Hop, hopsToKafka, hopsToListener } from '@saga-shop/pages/xray'
import type { Trail } from '@saga-shop/storefront/api'

type TrailEvent = Trail['events'][number]

/** Hops whose milliseconds the page does not show although all is over, and moments that cannot be. */
export const wrongWithTimes = (trail: Trail, event: TrailEvent): string[] => [
  ...unmeasured(trail, event).map(({ name }) => `${event.type}: no milliseconds for “${name}”`),
  ...impossible(event).map((moments) => `${event.type} ${moments}`),
]

/** Nothing is kept of when a request, an outcome or a deadline came to the door. */
function unmeasured(trail: Trail, event: TrailEvent): readonly Hop[] {
  const [cause, ...others] = hopsToKafka(trail, event)
  const heard = event.hearings.filter(({ verdict, repeats }) => verdict === 'applied' && repeats === 0)
  const hops = [...others, ...heard.flatMap((hearing) => hopsToListener(trail, event, hearing))]
  const all = cause && event.because.kind === 'event' ? [cause, ...hops] : hops
  return all.filter(({ milliseconds }) => milliseconds === undefined)
}

/** On one machine there is one clock. Kafka knows whole milliseconds. */
function impossible({ outbox, records, hearings }: TrailEvent): string[] {
  const committed = momentIn(outbox?.committedAt)
  const written = Math.min(...records.map(({ at }) => momentIn(at))) + 1
  return [
    ...(momentIn(outbox?.at) > committed ? ['commits before it begins'] : []),
    ...(committed > written ? ['stands in Kafka before it commits'] : []),
    ...hearings.flatMap(({ service, at, committedAt }) =>
      momentIn(at) > momentIn(committedAt) ? [`is committed by ${service} before it is heard`] : [],
    ),
  ]
}

// What nobody knows is neither before nor after anything.
const momentIn = (time: string | null | undefined) => (time ? Date.parse(time) : Number.NaN)
