import type { ServiceTrail } from '@saga-shop/runtime/answers'
import type { Hearing, TrailEvent } from '../api.ts'
import { asTime, asTimeOrNull } from './times.ts'

/** What a listener made of an event, as it says itself. */
export function hearingOf(
  service: string,
  event: TrailEvent,
  trail: ServiceTrail | undefined,
  all: readonly TrailEvent[],
): Hearing {
  const ledTo = all.filter(({ source, because }) => source === service && because.id === event.id).map(({ id }) => id)
  const unsaid = { service, at: null, committedAt: null, ledTo }
  if (!trail) return { ...unsaid, verdict: 'unknown', repeats: 0 }
  const passed = event.records.filter((record) => isPassed(record, trail))
  const repeats = Math.max(0, passed.length - 1)
  const parked = trail.parked.find(({ eventId }) => eventId === event.id)
  if (parked) {
    const { id, reason, attempts, at } = parked
    const verdict = reason === null ? 'behind' : 'parked'
    return { ...unsaid, verdict, at: asTime(at), repeats, parked: { id, reason, attempts } }
  }
  const early = trail.early.find(({ id }) => id === event.id)
  if (early) return { ...unsaid, verdict: 'early', at: asTime(early.at), repeats }
  const heard = trail.heard.find(({ id }) => id === event.id)
  if (heard)
    return {
      ...unsaid,
      verdict: 'applied',
      at: asTime(heard.at),
      committedAt: asTimeOrNull(heard.committedAt),
      repeats,
    }
  const discarded = trail.history.find((action) => action.action === 'discarded' && isAbout(action, event))
  if (discarded) return { ...unsaid, verdict: 'discarded', at: asTime(discarded.at), repeats }
  return { ...unsaid, verdict: passed.length > 0 ? 'unknown' : 'on-its-way', repeats }
}

type Record = TrailEvent['records'][number]

const isPassed = ({ topic, partition, offset }: Record, { positions }: ServiceTrail) =>
  positions.some((position) => position.topic === topic && position.partition === partition && position.next > offset)

const isAbout = (action: ServiceTrail['history'][number], { records }: TrailEvent) =>
  records.some(
    ({ topic, partition, offset }) =>
      action.topic === topic && action.partition === partition && action.offset === offset,
  )
