import type { EventKind, Fact } from '@saga-shop/contracts'
import fc from 'fast-check'
import { wire } from '../wire.ts'
import { anyData } from './any-data.ts'
import { anyMutation } from './mutations.ts'

/** A record as Kafka hands it over, whoever wrote it. */
export interface WireRecord {
  readonly key: string | null
  readonly value: Buffer | null
  readonly headers: Record<string, string>
}

/** A sound record of this kind. */
export const anyRecord = (kind: EventKind<unknown>, schemaId: number): fc.Arbitrary<WireRecord> =>
  fc.tuple(anyData(kind), fc.uuid()).map(([data, id]) => wire(factOf(kind, data), { schemaId, id }))

/** A record that something happened to: to its bytes, its key or its headers. Some are still sound. */
export const anyHostileRecord = (kind: EventKind<unknown>, schemaId: number): fc.Arbitrary<WireRecord> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(anyRecord(kind, schemaId), anyMutation).map(withBytes) },
    { weight: 1, arbitrary: fc.tuple(anyRecord(kind, schemaId), fc.option(nasty)).map(withKey) },
    { weight: 2, arbitrary: fc.tuple(anyRecord(kind, schemaId), headerName, fc.option(nasty)).map(withHeader) },
    { weight: 1, arbitrary: anyRecord(kind, schemaId).map((record) => ({ ...record, value: null })) },
  )

/** Text that ends strings, lines, statements and documents where they should not end. */
export const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    "'; drop table orders; --",
    '\r\nBcc: everyone@example.org\r\n\r\n',
    '\n{"level":60,"msg":"all is lost"}',
    '../../../../etc/passwd',
    '\ud800',
    '\u202e\u0007\u001b[2J',
    '__proto__',
    'constructor',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer({ min: 100, max: 20_000 }).map((length) => 'x'.repeat(length)),
)

const headerName = fc.constantFrom(
  'ce_id',
  'ce_type',
  'ce_correlationid',
  'ce_causationid',
  'traceparent',
  'tracestate',
  'ce_time',
  'ce_source',
  '__proto__',
)

function factOf(kind: EventKind<unknown>, data: unknown): Fact {
  const key = typeof data === 'object' && data !== null ? String(Reflect.get(data, kind.keyField)) : ''
  return { kind, key, data }
}

const withBytes = ([record, mutate]: [WireRecord, (bytes: Buffer) => Buffer]): WireRecord => ({
  ...record,
  value: record.value && mutate(record.value),
})
const withKey = ([record, key]: [WireRecord, string | null]): WireRecord => ({ ...record, key })
const withHeader = ([record, name, text]: [WireRecord, string, string | null]): WireRecord => {
  const others = Object.entries(record.headers).filter(([header]) => header !== name)
  return { ...record, headers: Object.fromEntries(text === null ? others : [...others, [name, text]]) }
}
