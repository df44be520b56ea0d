import type { LiveEvent, Trail } from '../../../src/api.ts'
import type { Topology } from '../story/topology.ts'
import { undoes } from '../story/topology.ts'
import { clockOf } from './moments.ts'

type TrailEvent = Trail['events'][number]

/** A step of an order's story in words: for lists, screen readers and terminals. */
export interface Step {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly undoes: boolean
  /** Milliseconds since the order began. */
  readonly since: number
  readonly because: TrailEvent['because']
  readonly heardBy: readonly {
    readonly service: string
    readonly verdict: string
    readonly after: number | undefined
  }[]
}

/** When an event was announced, by our clock. */
export const momentOfEvent = (trail: Trail, { source, outbox, time }: TrailEvent) =>
  clockOf(trail, source)(outbox?.at ?? time)

/** An order's story, in the order in which it happened; of the same moment, causes first. */
export function timelineOf(trail: Trail): Step[] {
  const start = Math.min(...trail.events.map((event) => momentOfEvent(trail, event)))
  return trail.events
    .map((event) => ({ event, at: momentOfEvent(trail, event) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ event, at }) => ({
      ...{ id: event.id, type: event.type, source: event.source, because: event.because },
      undoes: undoes(event.type),
      since: at - start,
      heardBy: event.hearings.map(({ service, verdict, at: heard }) => ({
        ...{ service, verdict },
        after: heard ? Math.max(0, clockOf(trail, service)(heard) - at) : undefined,
      })),
    }))
}

/** A trail made of nothing but the events that were heard live: what only services know is unknown in it. */
export function trailFromEvents(orderId: string, events: readonly LiveEvent[], topology: Topology): Trail {
  const own = events.filter((event) => event.id !== null && event.correlationId === orderId)
  const first = new Map(own.toReversed().map((event) => [event.id, event]))
  return {
    ...{
      orderId,
      askedAt: new Date().toISOString(),
      complete: false,
      parts: {},
      calls: [],
      deadlines: [],
      unreadable: [],
    },
    events: own.filter((event) => first.get(event.id) === event).map((event) => asTrailEvent(event, own, topology)),
  }
}

function asTrailEvent(event: LiveEvent, all: readonly LiveEvent[], { events }: Topology): TrailEvent {
  const { topic, partition, offset, schemaId, lsn, type, source, traceparent, data } = event
  const written = new Date(event.writtenAt).toISOString()
  const causedBy = all.some(({ id }) => id === event.causationId)
  return {
    ...{ id: event.id ?? '', type, source, topic, traceparent, data, outbox: null },
    time: event.time ?? written,
    because: { id: event.causationId ?? '', kind: causedBy ? 'event' : 'unknown', at: null, name: null },
    records: [
      { topic, partition, offset, at: written, schemaId, lsn, indexInCommit: null, history: null, seenAt: null },
    ],
    hearings: (events.find((kind) => kind.topic === topic)?.listeners ?? []).map((service) => {
      const led = all.filter((one) => one.causationId === event.id && one.source === service)
      return {
        service,
        verdict: led.length > 0 ? 'applied' : 'unknown',
        at: led[0]?.time ?? null,
        committedAt: null,
        ledTo: led.flatMap(({ id }) => id ?? []),
        repeats: 0,
      }
    }),
  }
}
