import { derivedId } from '../announcements.ts'
import type { Trailed } from './trail-route.ts'
import type { AnnouncedRow, TrailRows, Why } from './trail-rows.ts'

/**
 * Tells by its id what a cause was. Events and requests are remembered; the id of a deadline that passed follows from what
 * had started it; what remains is the outcome of an outside call, or a request without an idempotency key.
 */
export function whyOf({ heard, asked, announced }: Pick<TrailRows, 'heard' | 'asked' | 'announced'>, trailed: Trailed) {
  const events = new Map(heard.map(({ id, at }) => [id, at]))
  const requests = new Map(asked.map(({ id, at }) => [id, at]))
  const starters = [...heard.map(({ id }) => id), ...announced.flatMap(({ id, causationId }) => [id, causationId])]
  const passings = new Map(
    starters.flatMap((starter) =>
      trailed.deadlines.map(({ name }) => [derivedId(starter, `${name}.passed`), name] as const),
    ),
  )

  return ({ causationId }: AnnouncedRow): Why => {
    const [heardAt, askedAt, deadline] = [events.get(causationId), requests.get(causationId), passings.get(causationId)]
    if (deadline) return { why: 'deadline', whyName: deadline, whyAt: null }
    if (heardAt) return { why: 'event', whyName: null, whyAt: heardAt }
    if (askedAt) return { why: 'request', whyName: null, whyAt: askedAt }
    return { why: trailed.calls ? 'outcome' : 'request', whyName: null, whyAt: null }
  }
}
