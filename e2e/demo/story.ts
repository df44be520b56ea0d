import { events, listenersOf } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import type { TopicRecord } from '../judge/evidence/evidence.ts'
import { kafkaOf, readPartitions } from '../judge/evidence/partitions.ts'
import { readerWith } from '../judge/evidence/schemas.ts'
import { readRecords } from '../judge/evidence/topics.ts'

/** A step of an order's story: an event, where it stands, and how long after the one before it was announced. */
export interface Step {
  readonly event: string
  readonly announcedBy: string
  readonly heardBy: readonly string[]
  readonly place: string
  readonly milliseconds: number
}

/** All that was announced about an order, in the order in which it happened. */
export async function storyOf(stack: StackView, orderId: string): Promise<Step[]> {
  const kafka = kafkaOf(stack)
  const partitions = await readPartitions(
    kafka,
    events.filter(({ keyField }) => keyField === 'orderId'),
  )
  const records = await readRecords(kafka, partitions, readerWith(stack.registryUrl))
  const own = inTime(records.filter(({ key }) => key === orderId))
  return own.map((record, index) => toStep(record, own[index - 1] ?? record))
}

function toStep(record: TopicRecord, before: TopicRecord): Step {
  const { topic, partition, offset, headers } = record
  const kind = events.find((event) => event.topic === topic)
  return {
    event: headers['ce_type'] ?? topic,
    announcedBy: kind?.owner ?? '?',
    heardBy: kind ? listenersOf(kind) : [],
    place: `${topic} / ${partition} / ${offset}`,
    milliseconds: timeOf(record) - timeOf(before),
  }
}

/** By time; within the same millisecond, a cause before what it caused. */
function inTime(records: readonly TopicRecord[]): TopicRecord[] {
  const causeOf = new Map(records.map(({ headers }) => [headers['ce_id'], headers['ce_causationid']]))
  const depth = (id: string | undefined): number => (causeOf.has(id) ? 1 + depth(causeOf.get(id)) : 0)
  return records.toSorted(
    (one, other) => timeOf(one) - timeOf(other) || depth(one.headers['ce_id']) - depth(other.headers['ce_id']),
  )
}

const timeOf = ({ headers }: TopicRecord) => Date.parse(headers['ce_time'] ?? '')
