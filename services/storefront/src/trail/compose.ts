import { type EventKind, events, listenersOf } from '@saga-shop/contracts'
import type { Announced, ServiceTrail } from '@saga-shop/runtime/answers'
import type { LiveEvent } from '../api/live.ts'
import type { Because, OutboxHop, RecordHop, TrailEvent } from '../api.ts'
import { placeIn } from '../live/live-event.ts'
import { hearingOf } from './hearing.ts'
import type { Word } from './service-trail.ts'
import { asTime, asTimeOrNull } from './times.ts'

/** A record of an event, and when it arrived here, if it did so live. */
export interface SeenRecord {
  readonly event: LiveEvent
  readonly seenAt: number | undefined
}

const kinds = new Map(events.map((kind) => [kind.topic, kind]))

/** All that services and Kafka say of an order's events, put together: each event once, with all its hops. */
export function composeEvents(words: ReadonlyMap<string, Word>, records: readonly SeenRecord[]): TrailEvent[] {
  const trails = new Map([...words].flatMap(([name, word]) => ('trail' in word ? [[name, word.trail] as const] : [])))
  const announced = new Map([...trails.values()].flatMap((trail) => trail.announced.map((row) => [row.id, row])))
  const written = Map.groupBy(records.filter(isEvent), ({ event }) => event.id ?? '')
  const ids = [...new Set([...announced.keys(), ...written.keys()])]
  const composed = ids.flatMap((id) => {
    const [row, own] = [announced.get(id), inOrder(written.get(id) ?? [])]
    const kind = kinds.get(row?.topic ?? own[0]?.event.topic ?? '')
    return kind ? [composeEvent(id, kind, row, own, announced, written)] : []
  })
  return sortByCause(composed.map((event) => ({ ...event, hearings: hearingsOf(event, trails, composed) })))
}

type Written = ReadonlyMap<string, readonly SeenRecord[]>

function composeEvent(
  id: string,
  kind: EventKind<unknown>,
  row: Announced | undefined,
  records: readonly SeenRecord[],
  announced: ReadonlyMap<string, Announced>,
  written: Written,
): TrailEvent {
  const event = records[0]?.event
  return {
    id,
    type: kind.type,
    source: kind.owner,
    topic: kind.topic,
    time: event?.time ?? asTimeOrNull(row?.at) ?? new Date(event?.writtenAt ?? 0).toISOString(),
    because: row ? wordOfAnnouncer(row) : wordOfRecord(event, announced, written),
    outbox: row ? rowOf(row) : null,
    records: records.map(hopOf),
    hearings: [],
    traceparent: row?.traceparent ?? event?.traceparent ?? null,
    data: event?.data ?? null,
  }
}

const rowOf = ({ at, committedAt, position, schemaId, bytes }: Announced): OutboxHop => ({
  at: asTime(at),
  committedAt: asTimeOrNull(committedAt),
  position,
  schemaId,
  bytes,
})

const wordOfAnnouncer = ({ causationId, why, whyName, whyAt }: Announced): Because => ({
  id: causationId,
  kind: why,
  at: asTimeOrNull(whyAt),
  name: whyName,
})

/** While the announcer is silent: the cause is an event if there is one of that id. */
const wordOfRecord = (
  event: LiveEvent | undefined,
  announced: ReadonlyMap<string, Announced>,
  written: Written,
): Because => {
  const id = event?.causationId ?? ''
  return { id, kind: announced.has(id) || written.has(id) ? 'event' : 'unknown', at: null, name: null }
}

const hopOf = ({ event, seenAt }: SeenRecord): RecordHop => {
  const { topic, partition, offset, writtenAt, schemaId, lsn } = event
  const place = placeIn(event.position)
  return {
    topic,
    partition,
    offset,
    at: new Date(writtenAt).toISOString(),
    schemaId,
    lsn,
    indexInCommit: place?.index ?? null,
    history: place?.history ?? null,
    seenAt: seenAt ? new Date(seenAt).toISOString() : null,
  }
}

const hearingsOf = (event: TrailEvent, trails: ReadonlyMap<string, ServiceTrail>, all: readonly TrailEvent[]) => {
  const kind = kinds.get(event.topic)
  return kind ? listenersOf(kind).map((service) => hearingOf(service, event, trails.get(service), all)) : []
}

const isEvent = ({ event }: SeenRecord) => event.unreadable === undefined && event.id !== null

const inOrder = (records: readonly SeenRecord[]) =>
  records.toSorted((one, other) => one.event.offset - other.event.offset)

/** A cause comes before what it led to, whatever the clocks say; else the earlier first. */
function sortByCause(all: readonly TrailEvent[]): TrailEvent[] {
  const byId = new Map(all.map((event) => [event.id, event]))
  const sorted = new Set<TrailEvent>()
  const place = (event: TrailEvent, above = 0) => {
    const cause = byId.get(event.because.id)
    if (cause && !sorted.has(cause) && above < all.length) place(cause, above + 1)
    sorted.add(event)
  }
  for (const event of all.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time))) place(event)
  return [...sorted]
}
