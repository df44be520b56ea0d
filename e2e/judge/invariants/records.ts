import type { EventKind } from '@saga-shop/contracts'
import type { TopicRecord } from '../evidence/evidence.ts'
import { kindOn } from './events.ts'
import { checkEach, type Invariant, placeOf, unless } from './invariant.ts'

/** Read with the schema that the record names and the registry keeps, for the subject of its topic. */
export const everyRecordDecodes: Invariant = {
  name: "Every record can be read, with a schema of its topic's subject",
  check: ({ records, subjects }) => {
    const ids = new Map(subjects.map(({ name, versions }) => [name, new Set(versions.map(({ id }) => id))]))
    return checkEach(records, placeOf, ({ topic, schemaId, unreadable }) => [
      ...unless(unreadable === undefined, () => `cannot be read: ${unreadable}`),
      ...unless(
        unreadable !== undefined || (schemaId !== undefined && (ids.get(`${topic}-value`)?.has(schemaId) ?? false)),
        () => `names schema ${schemaId}, which is no version of its subject`,
      ),
    ])
  },
}

/** What a record is about stands in its key, in its subject header and in its data. */
export const everyKeyIsItsSubject: Invariant = {
  name: 'Every record is keyed by the order or product that it is about',
  check: ({ records }) =>
    checkEach(records, placeOf, ({ topic, key, headers, data }) => {
      const kind = kindOn(topic)
      const about = kind && keyIn(kind, data)
      return [
        ...unless(about === undefined || about === key, () => `its key is ${key}, and it is about ${about}`),
        ...unless(headers['ce_subject'] === key, () => `its key is ${key}, and its subject ${headers['ce_subject']}`),
        ...unless(
          kind?.keyField !== 'orderId' || headers['ce_correlationid'] === key,
          () => `it is about ${key}, and belongs to ${headers['ce_correlationid']}`,
        ),
      ]
    }),
}

/** Where an order is, is the same in every topic: one consumer has all of it. */
export const everyKeyKeepsItsPartition: Invariant = {
  name: 'All events of an order or product stand in the same partition of their topics',
  check: ({ records }) => {
    const partitions = new Map<string, number>()
    for (const { key, partition } of records) if (!partitions.has(key)) partitions.set(key, partition)
    return checkEach(records, placeOf, ({ key, partition }) =>
      unless(partitions.get(key) === partition, () => `${key} stands in partition ${partitions.get(key)} elsewhere`),
    )
  },
}

/** CloudEvents 1.0, Kafka binary binding. */
export const everyHeaderIsThere: Invariant = {
  name: 'Every record has the headers of a CloudEvent, from the owner of its topic',
  check: ({ records }) => checkEach(records, placeOf, wrongHeaders),
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
// RFC 3339, as CloudEvents has it; relays are free to be more exact.
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/
const traceparent = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/

function wrongHeaders({ topic, headers }: TopicRecord): string[] {
  const kind = kindOn(topic)
  const expected: readonly (readonly [name: string, fits: (value: string) => boolean])[] = [
    ['ce_specversion', (value) => value === '1.0'],
    ['content-type', (value) => value === 'application/avro'],
    ['ce_id', (value) => uuid.test(value)],
    ['ce_type', (value) => value === kind?.type],
    ['ce_source', (value) => value === `/${kind?.owner}`],
    ['ce_time', (value) => time.test(value)],
    ['ce_causationid', (value) => uuid.test(value)],
    ['ce_correlationid', (value) => value !== ''],
    ['ce_subject', (value) => value !== ''],
  ]
  const trace = headers['traceparent']
  return [
    ...expected.flatMap(([name, fits]) =>
      unless(fits(headers[name] ?? ''), () => `its header ${name} is ${headers[name] ?? 'missing'}`),
    ),
    ...unless(trace === undefined || traceparent.test(trace), () => `its header traceparent is ${trace}`),
  ]
}

function keyIn({ keyField }: EventKind<unknown>, data: unknown): string | undefined {
  const fields = (data ?? {}) as Readonly<Record<string, unknown>>
  return data === undefined ? undefined : String(fields[keyField])
}
