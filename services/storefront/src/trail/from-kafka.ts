import { type EventKind, events } from '@saga-shop/contracts'
import { type KafkaSettings, type Log, partitionOf, stretchesOf } from '@saga-shop/runtime'
import type { Announced } from '@saga-shop/runtime/answers'
import type { LiveEvent } from '../api.ts'
import type { History, Stretch } from '../live/history.ts'

// Looked for from a little before an event was announced, and so many records far.
const before = 2_000
const farthest = 20_000

export interface Searching {
  readonly kafka: KafkaSettings
  readonly history: History
  readonly partitions: number
  readonly log: Log
}

/** What shall be found, and where it may be. */
export interface Sought {
  readonly orderId: string
  /** Announced, and not among what is remembered here. */
  readonly announced: readonly Announced[]
  /** Owners that say nothing of what they announced. */
  readonly silent: ReadonlySet<string>
  /** When the order began, as far as anybody knows. */
  readonly since: number | undefined
}

/** Finds records of an order that came by before anything was remembered here: each topic from the time on that its announcer says. */
export async function findInKafka(
  { orderId, announced, silent, since }: Sought,
  searching: Searching,
): Promise<LiveEvent[]> {
  const begins = new Map<string, number>()
  for (const { topic, at } of announced)
    begins.set(topic, Math.min(begins.get(topic) ?? Number.POSITIVE_INFINITY, Date.parse(at)))
  if (since !== undefined)
    for (const { topic } of orderTopics.filter(({ owner }) => silent.has(owner)))
      begins.set(topic, Math.min(begins.get(topic) ?? Number.POSITIVE_INFINITY, since))
  if (begins.size === 0) return []
  const stretches = await placesToLook(orderId, begins, searching)
  return await searching.history.read(stretches, ({ key }) => key === orderId)
}

const orderTopics = events.filter((kind: EventKind<unknown>) => kind.keyField === 'orderId')

async function placesToLook(
  orderId: string,
  begins: ReadonlyMap<string, number>,
  { kafka, partitions, log }: Searching,
) {
  const partition = partitionOf(orderId, partitions)
  const found: Stretch[] = []
  for (const [topic, begin] of begins)
    for (const stretch of await stretchesOf(kafka, [topic], log, begin - before))
      if (stretch.partition === partition)
        found.push({ ...stretch, end: Math.min(stretch.end, stretch.begin + farthest) })
  return found.filter(({ begin, end }) => begin < end)
}
