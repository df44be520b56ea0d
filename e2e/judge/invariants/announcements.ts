import { type Service, services } from '@saga-shop/contracts'
import type { Evidence, Headers, TopicRecord } from '../evidence/evidence.ts'
import type { OutboxRow } from '../evidence/journal.ts'
import { eventsById, idOf, kindOn } from './events.ts'
import { checkEach, type Invariant, placeOf, together, unless, workedOut } from './invariant.ts'

/** The outbox is what a service decided, the topic is what the world hears: the relay may change nothing. */
export const outboxIsTopic: Invariant = {
  name: 'What stands in the outboxes stands on the topics, byte for byte, no more',
  check: (evidence) =>
    together(
      checkEach(announced(evidence), ofRow, ({ row }) => {
        const record = eventsById(evidence).get(row.id)
        return record
          ? differences(row, record)
          : unless(isOutdated(evidence, row), () => `${row.type} of ${row.key} never reached its topic`)
      }),
      {
        ...checkEach(evidence.records, placeOf, (record) =>
          unless(
            rowsById(evidence).has(idOf(record)),
            () => `${idOf(record) || 'a record without id'} is in no outbox`,
          ),
        ),
        checked: 0,
      },
    ),
}

/** A key's events keep the order in which they were decided. */
export const orderIsKept: Invariant = {
  name: 'The events of a key stand on their topic in the order they were announced in',
  check: (evidence) => {
    const said = Map.groupBy(byPartition([...eventsById(evidence).values()]), ofKey)
    const decided = Map.groupBy(onTopic(evidence), ({ row: { topic, key } }) => ofKey({ topic, key }))
    return checkEach(
      said,
      ([key]) => key,
      ([key, records]) => {
        const rows = decided.get(key) ?? []
        const known = records.filter((record) => rowsById(evidence).has(idOf(record)))
        return unless(
          rows.length !== known.length || rows.every(({ row }, index) => row.id === idOf(known[index] as TopicRecord)),
          () => `${rows.length} events stand in another order than they were announced in`,
        )
      },
    )
  },
}

/** Relays that die or wake up late may repeat themselves only where nobody notices; ours shall not at all. */
export const noEventTwice: Invariant = {
  name: 'No event stands on a topic twice',
  check: (evidence) =>
    checkEach(evidence.records, placeOf, (record) => {
      const first = eventsById(evidence).get(idOf(record))
      return unless(
        first === record || first === undefined,
        () => `${idOf(record)} stands there again, first at ${placeOf(first as TopicRecord)}`,
      )
    }),
}

interface Row {
  readonly service: Service
  readonly row: OutboxRow
}

const rowsById = workedOut((evidence) => new Map([...announced(evidence)].map((found) => [found.row.id, found])))

function* announced({ journals }: Evidence): Generator<Row> {
  for (const service of services) for (const row of journals[service].outbox) yield { service, row }
}

const onTopic = (evidence: Evidence) => [...announced(evidence)].filter(({ row }) => eventsById(evidence).has(row.id))

const ofRow = ({ service, row }: Row) => `${service}, outbox ${row.id}`
const ofKey = ({ topic, key }: { readonly topic: string; readonly key: string }) => `${topic}, key ${key}`

const byPartition = (records: TopicRecord[]) =>
  records.sort((one, other) => one.partition - other.partition || one.offset - other.offset)

/** The header that says the same as a column. */
const headerOf: Readonly<Record<string, keyof OutboxRow>> = {
  ce_type: 'type',
  ce_source: 'source',
  ce_subject: 'subject',
  ce_correlationid: 'correlationId',
  ce_causationid: 'causationId',
}

function differences(row: OutboxRow, record: TopicRecord): string[] {
  const { headers, topic, key, digest } = record
  const said: readonly (readonly [string, unknown, unknown])[] = [
    ['payload', digest, row.digest],
    ['topic', topic, row.topic],
    ['key', key, row.key],
    ...Object.entries(headerOf).map(([name, column]) => [name, headers[name as keyof Headers], row[column]] as const),
  ]
  return said.flatMap(([what, said, decided]) =>
    unless(said === decided, () => `its ${what} at ${placeOf(record)} is not what was announced`),
  )
}

/** Whether a compacted topic may have dropped it: a later event of its key took its place. */
function isOutdated(evidence: Evidence, row: OutboxRow): boolean {
  if (!kindOn(row.topic)?.compacted) return false
  const later = latestOfKey(evidence).get(ofKey(row))
  return later !== undefined && later !== row.id && eventsById(evidence).has(later)
}

const latestOfKey = workedOut((evidence) => {
  const compacted = [...announced(evidence)].filter(({ row }) => kindOn(row.topic)?.compacted)
  return new Map(compacted.map(({ row }) => [ofKey(row), row.id]))
})
