import { isDeepStrictEqual } from 'node:util'
import { events, listenersOf } from '@saga-shop/contracts'
import { graphOf } from '@saga-shop/pages/xray'
import type { Trail } from '@saga-shop/storefront/api'
import type { Announced, Truth } from './truth.ts'
import { wrongWithTimes } from './wrong-times.ts'

type TrailEvent = Trail['events'][number]

/** All that is wrong with a trail, in sentences: what is missing, there twice, invented, not measured, or drawn to nowhere. */
export function wrongWith(trail: Trail, truth: Truth): string[] {
  return [
    ...(trail.complete ? [] : [`not everybody answered: ${silentIn(trail).join(', ')}`]),
    ...unequal('event', trail.events.map(labelOf), truth.announced.map(labelOf)),
    ...unequal(
      'record',
      trail.events.flatMap(({ records }) => records.map(placeOf)),
      truth.records.map(placeOf),
    ),
    ...trail.events.flatMap((event) => [...wrongWithEvent(event, truth), ...wrongWithTimes(trail, event)]),
    ...wrongWithDrawing(trail),
  ].map((sentence) => `${trail.orderId}: ${sentence}`)
}

const silentIn = ({ parts }: Trail) =>
  Object.entries(parts).flatMap(([name, part]) => ('missing' in part ? [name] : []))

const labelOf = ({ type, id }: { readonly type: string; readonly id: string }) => `${type} ${id}`

interface Place {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}
const placeOf = ({ topic, partition, offset }: Place) => `${topic} ${partition} @ ${offset}`

/** What one of two lists has more often than the other. */
function unequal(what: string, shown: readonly string[], there: readonly string[]): string[] {
  const [left, right] = [countsOf(shown), countsOf(there)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    const [seen, real] = [left.get(name) ?? 0, right.get(name) ?? 0]
    if (seen === real) return []
    if (real === 0) return [`${what} ${name} is invented`]
    return [seen === 0 ? `${what} ${name} is missing` : `${what} ${name} is there ${seen} times, not ${real}`]
  })
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** What an event says of its announcer, its cause and its row, and what each listener is said to have made of it. */
function wrongWithEvent(event: TrailEvent, { announced, hasHeard }: Truth): string[] {
  const row = announced.find(({ id }) => id === event.id)
  const kind = events.find(({ topic }) => topic === event.topic)
  if (!row || !kind) return []
  const isCaused = announced.some(({ id }) => id === event.because.id)
  return [
    ...differs(event, 'comes from', event.source, row.service),
    ...differs(event, 'stands on', event.topic, row.topic),
    ...differs(event, 'is because of', event.because.id, row.causationId),
    ...differs(event, 'has an event for its cause', event.because.kind === 'event', isCaused),
    ...differs(event, 'has the schema', event.outbox?.schemaId, event.records[0]?.schemaId),
    ...unequal(
      `hearing of ${event.type} by`,
      event.hearings.map(({ service }) => service),
      listenersOf(kind),
    ),
    ...event.hearings.flatMap((hearing) => wrongWithHearing(event, hearing, announced, hasHeard)),
  ]
}

function wrongWithHearing(
  event: TrailEvent,
  { service, verdict, ledTo }: TrailEvent['hearings'][number],
  announced: readonly Announced[],
  hasHeard: Truth['hasHeard'],
): string[] {
  const led = announced.filter((other) => other.causationId === event.id && other.service === service)
  return [
    ...differs(event, `is, for ${service},`, verdict, hasHeard(service, event.id) ? 'applied' : 'unknown'),
    ...differs(event, `led ${service} to`, ledTo.toSorted(), led.map(({ id }) => id).toSorted()),
  ]
}

const differs = ({ type }: TrailEvent, what: string, shown: unknown, real: unknown): string[] =>
  isDeepStrictEqual(shown, real) ? [] : [`${type} ${what} ${JSON.stringify(shown)}, and not ${JSON.stringify(real)}`]

/** What the pages make of it: an arrow for each hearing, from a transaction to a transaction. */
function wrongWithDrawing(trail: Trail): string[] {
  const { boxes, arrows } = graphOf(trail)
  const known = new Set(boxes.map(({ id }) => id))
  return [
    ...unequal(
      'arrow',
      arrows.map(({ event, service }) => `${event.id} ${service}`),
      hearingsIn(trail),
    ),
    ...arrows.flatMap(({ event, service, from, to }) =>
      known.has(from) && to !== undefined && known.has(to) ? [] : [`${event.type} leads to nowhere at ${service}`],
    ),
  ]
}

const hearingsIn = ({ events }: Trail) =>
  events.flatMap(({ id, hearings }) => hearings.map(({ service }) => `${id} ${service}`))
