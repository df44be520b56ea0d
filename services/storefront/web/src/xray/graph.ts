import type { Trail } from '../../../src/api.ts'
import { undoes } from '../story/topology.ts'
import { announcerLabel, listenerLabel } from './box-words.ts'
import { clockOf } from './moments.ts'

type TrailEvent = Trail['events'][number]
type Hearing = TrailEvent['hearings'][number]

/** What a service did in one transaction because of one cause. */
export interface Box {
  readonly id: string
  readonly service: string
  readonly at: number
  readonly label: string
  /** Who outside was waited for, when the outside world answered. */
  readonly waitedFor: string | undefined
  readonly verdict: Hearing['verdict']
}

/** An event on its way to one listener. */
export interface Arrow {
  readonly event: TrailEvent
  readonly service: string
  readonly undoes: boolean
  readonly from: string
  /** Nothing while it has not been heard. */
  readonly to: string | undefined
  readonly hearing: Hearing
}

export interface Graph {
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

const outside: Readonly<Record<string, string>> = {
  chargecard: 'bank',
  findcharge: 'bank',
  refundcard: 'bank',
  bookparcel: 'carrier',
  handover: 'carrier',
  recall: 'carrier',
  track: 'carrier',
  sendletter: 'mail',
}

const neighbour: Readonly<Record<string, string>> = { payment: 'bank', shipping: 'carrier', email: 'mail' }

/** Who outside answers a service's call: `ChargeCard`, or `charge-card`, is asked of the bank. */
export const whoAnswers = (service: string, call: string | null) =>
  outside[(call ?? '').replaceAll('-', '').toLowerCase()] ?? neighbour[service] ?? 'the world outside'

/** An order's trail as transactions and the events between them. */
export function graphOf(trail: Trail): Graph {
  const boxes = new Map<string, Box>()
  const arrows: Arrow[] = []
  for (const event of trail.events) {
    const from = add(boxes, boxOfAnnouncer(trail, event), true)
    for (const hearing of event.hearings) {
      const to = hearing.at ? add(boxes, boxOfListener(trail, event, hearing)) : undefined
      arrows.push({ event, service: hearing.service, undoes: undoes(event.type), from, to, hearing })
    }
  }
  return { boxes: [...boxes.values()].toSorted((one, other) => one.at - other.at), arrows }
}

/** One box for each service and cause; what is told of it twice is one thing, called by what it announced. */
function add(boxes: Map<string, Box>, box: Box, announces = false): string {
  const known = boxes.get(box.id)
  const named = known && !announces ? known : box
  boxes.set(box.id, {
    ...named,
    at: Math.min(known?.at ?? box.at, box.at),
    waitedFor: box.waitedFor ?? known?.waitedFor,
  })
  return box.id
}

function boxOfAnnouncer(trail: Trail, { source, because, outbox, time, type }: TrailEvent): Box {
  const at = clockOf(trail, source)(outbox?.at ?? time)
  const waitedFor =
    because.kind === 'outcome' ? whoAnswers(source, because.name) : because.kind === 'deadline' ? 'deadline' : undefined
  return {
    id: `${source} ${because.id}`,
    service: source,
    at,
    label: announcerLabel(because, type),
    waitedFor,
    verdict: 'applied',
  }
}

function boxOfListener(trail: Trail, { id, type }: TrailEvent, { service, at, verdict }: Hearing): Box {
  const label = verdict === 'applied' ? listenerLabel(service, type) : verdict
  return {
    id: `${service} ${id}`,
    service,
    at: clockOf(trail, service)(at ?? ''),
    label,
    waitedFor: undefined,
    verdict,
  }
}
