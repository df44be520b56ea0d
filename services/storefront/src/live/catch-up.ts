import type { LiveEvent, LiveHello, LiveQuery } from '../api.ts'
import type { Wants } from './audience.ts'
import type { History, Stretch } from './history.ts'
import { type Memory, messageOf, type Told } from './memory.ts'
import type { Places, Position } from './position.ts'

/** What somebody who comes back has missed, and from where it was found. */
export interface Missed {
  readonly hello: LiveHello
  readonly messages: readonly Buffer[]
  /** How far that goes: what came since is not in it. */
  readonly reached: Position
}

// So much of the past is told at the most; who was away for longer begins later, and is told so.
const mostEvents = 20_000

/** Everything since `lastId`: from memory when that reaches far enough, else from Kafka, up to where memory begins. */
export async function missedSince(
  lastId: string | undefined,
  query: LiveQuery,
  wants: Wants,
  memory: Memory,
  history: History,
): Promise<Missed> {
  const { places } = memory
  const { partitions } = places
  if (lastId === undefined) {
    const isRecent = query.from === 'recent'
    const begin = isRecent ? memory.floor() : memory.position()
    const hello = { resumed: isRecent ? ('memory' as const) : ('now' as const), partitions }
    return { hello, ...replay(isRecent ? memory.all() : [], begin, wants, places) }
  }
  const position = places.fromText(lastId)
  if (!position) {
    const hello = { resumed: 'now' as const, partitions, gap: 'The last event id is not one of this shop’s.' }
    return { hello, ...replay([], memory.position(), wants, places) }
  }
  const remembered = memory.since(position)
  if (remembered) return { hello: { resumed: 'memory', partitions }, ...replay(remembered, position, wants, places) }
  return await fromKafka(position, wants, memory, history)
}

async function fromKafka(position: Position, wants: Wants, memory: Memory, history: History): Promise<Missed> {
  const { places } = memory
  const floor = memory.floor()
  const { stretches, lost } = newest(
    position.flatMap((begin, place) =>
      stretch(places.topicAt(place), places.partitionAt(place), begin, floor[place] ?? 0),
    ),
  )
  const found = await history.read(stretches)
  const rest = memory.since(floor.map((offset, place) => Math.max(offset, position[place] ?? 0)))
  const gap = lost > 0 || !rest ? `${lost} events and more are left out: you were away for too long.` : undefined
  const hello: LiveHello = { resumed: 'kafka', partitions: places.partitions, ...(gap && { gap }) }
  return { hello, ...replay([...found.map(seen(places)), ...(rest ?? memory.all())], position, wants, places) }
}

const seen =
  (places: Places) =>
  (event: LiveEvent): Told => ({
    event,
    place: places.placeOf(event.topic, event.partition),
    seenAt: 0,
    message: Buffer.alloc(0),
  })

const stretch = (topic: string, partition: number, begin: number, end: number): Stretch[] =>
  begin < end ? [{ topic, partition, begin, end }] : []

/** The end of each stretch, when they are too long together. */
function newest(stretches: readonly Stretch[]) {
  const each = Math.ceil(mostEvents / Math.max(1, stretches.length))
  const total = stretches.reduce((sum, { begin, end }) => sum + end - begin, 0)
  if (total <= mostEvents) return { stretches, lost: 0 }
  const cut = stretches.map((one) => ({ ...one, begin: Math.max(one.begin, one.end - each) }))
  return { stretches: cut, lost: total - cut.reduce((sum, { begin, end }) => sum + end - begin, 0) }
}

/**
 * The past in the order in which it was written, a partition's own order kept whatever its clock said. Their ids say how far
 * this watcher got in that order: who is cut off in the middle misses nothing.
 */
export function replay(told: readonly Told[], from: Position, wants: Wants, places: Places) {
  const latest = new Map<number, number>()
  const timed = told.map((one) => {
    const time = Math.max(one.event.writtenAt, latest.get(one.place) ?? 0)
    latest.set(one.place, time)
    return { one, time }
  })
  const reached = [...from]
  const messages = timed
    .sort((first, second) => first.time - second.time)
    .flatMap(({ one }) => {
      reached[one.place] = one.event.offset + 1
      return wants(one) ? [messageOf(one.event, places.toText(reached))] : []
    })
  return { messages, reached }
}
