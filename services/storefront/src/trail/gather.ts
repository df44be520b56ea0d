import type { ServiceTrail } from '@saga-shop/runtime/answers'
import type { Missing, Trail } from '../api.ts'
import type { Memory } from '../live/memory.ts'
import type { Tokens } from '../login/tokens.ts'
import type { Trace } from '../tracing.ts'
import { type Upstreams, upstreamNames } from '../upstream/upstreams.ts'
import { composeEvents, type SeenRecord } from './compose.ts'
import { findInKafka, type Searching } from './from-kafka.ts'
import { askTrail, type Word } from './service-trail.ts'

export interface Gathering {
  readonly upstreams: Upstreams
  readonly tokens: Tokens
  /** Nothing while Kafka was not reached since the start. */
  readonly live: (Searching & { readonly memory: Memory }) | undefined
}

/**
 * Asks everybody at once for what they know of an order, and puts it together. Who is silent leaves a gap that is shown as
 * one. Events that are remembered here need no more than that; older ones are looked up in Kafka, and asked for again by name.
 */
export async function gatherTrail(orderId: string, trace: Trace, gathering: Gathering): Promise<Trail> {
  const { live } = gathering
  const askedAt = new Date().toISOString()
  const began = Date.now()
  const remembered = (live?.memory.all() ?? []).filter(({ event }) => event.key === orderId)
  const records: SeenRecord[] = remembered.map(({ event, seenAt }) => ({ event, seenAt }))
  const known = new Set(records.flatMap(({ event }) => event.id ?? []))
  const words = await askAll(orderId, trace, [...known], gathering)
  const older = await fromKafka(orderId, words, known, gathering)
  records.push(...older.records.filter(({ event }) => !records.some((seen) => isSame(seen, event))))
  const unasked = new Set([...idsIn(words), ...older.records.flatMap(({ event }) => event.id ?? [])]).difference(known)
  if (unasked.size > 0)
    for (const [name, word] of await askAll(orderId, trace, [...known, ...unasked], gathering)) words.set(name, word)
  return {
    orderId,
    askedAt,
    ...partsOf(words, older.missing, Date.now() - began),
    events: composeEvents(words, records),
    calls: listed(words, (service, { calls }) => calls.map((call) => ({ service, ...call }))),
    deadlines: listed(words, (service, { deadlines }) => deadlines.map((deadline) => ({ service, ...deadline }))),
    unreadable: records.flatMap(({ event }) => (event.unreadable === undefined ? [] : [event])),
  }
}

type Words = Map<string, Word>

async function askAll(
  orderId: string,
  trace: Trace,
  ids: readonly string[],
  { upstreams, tokens }: Gathering,
): Promise<Words> {
  const asked = upstreamNames.map(
    async (name) => [name, await askTrail(upstreams[name], tokens, trace, orderId, ids)] as const,
  )
  return new Map(await Promise.all(asked))
}

interface Older {
  readonly records: readonly SeenRecord[]
  readonly missing?: Missing
}

/** What is announced and not remembered here, and what those announced who do not answer. */
async function fromKafka(
  orderId: string,
  words: Words,
  known: ReadonlySet<string>,
  { live }: Gathering,
): Promise<Older> {
  const announced = [...words.values()].flatMap((word) => ('trail' in word ? word.trail.announced : []))
  const silent = new Set([...words].flatMap(([name, word]) => ('missing' in word ? [name] : [])))
  const since = Math.min(...announced.map(({ at }) => Date.parse(at)))
  const sought = announced.filter(({ id }) => !known.has(id))
  if (!live) return { records: [], missing: unheard }
  if (sought.length === 0 && (silent.size === 0 || known.size > 0)) return { records: [] }
  try {
    const from = Number.isFinite(since) ? since : undefined
    const found = await findInKafka({ orderId, announced: sought, silent, since: from }, live)
    return { records: found.map((event) => ({ event, seenAt: undefined })) }
  } catch {
    return {
      records: [],
      missing: { missing: 'Kafka cannot be read at the moment.', service: 'kafka', because: 'failed' },
    }
  }
}

const unheard: Missing = { missing: 'Kafka was not reached yet.', service: 'kafka', because: 'unreachable' }

const isSame = (seen: SeenRecord, { topic, partition, offset }: SeenRecord['event']) =>
  seen.event.topic === topic && seen.event.partition === partition && seen.event.offset === offset

const idsIn = (words: Words) =>
  [...words.values()].flatMap((word) => ('trail' in word ? word.trail.announced.map(({ id }) => id) : []))

function partsOf(words: Words, missing: Missing | undefined, milliseconds: number): Pick<Trail, 'parts' | 'complete'> {
  const services = [...words].map(([name, word]) => [
    name,
    'trail' in word ? { answered: true as const, ms: word.milliseconds, clockAhead: word.clockAhead } : word.missing,
  ])
  const kafka = missing ?? { answered: true as const, ms: milliseconds, clockAhead: null }
  const complete = !missing && [...words.values()].every((word) => 'trail' in word)
  return { complete, parts: { ...Object.fromEntries(services), kafka } }
}

const listed = <Item>(words: Words, items: (service: string, trail: ServiceTrail) => Item[]) =>
  [...words].flatMap(([name, word]) => ('trail' in word ? items(name, word.trail) : []))
