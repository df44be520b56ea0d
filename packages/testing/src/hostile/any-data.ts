import {
  type EventKind,
  isArray,
  isEnum,
  isRecord,
  isUnion,
  type RecordSchema,
  type Schema,
} from '@saga-shop/contracts'
import fc from 'fast-check'

type Known = Map<string, fc.Arbitrary<unknown>>

/** Data that an event of this kind may well carry: true to its schema, and to what its fields mean. */
export const anyData = (kind: EventKind<unknown>): fc.Arbitrary<unknown> => anyOf(kind.schema, '', new Map())

function anyOf(schema: Schema, field: string, known: Known): fc.Arbitrary<unknown> {
  if (isRecord(schema)) return anyRecordOf(schema, known)
  if (isArray(schema)) return fc.array(anyOf(schema.items, field, known), { minLength: 1, maxLength: 4 })
  if (isEnum(schema)) return fc.constantFrom(...schema.symbols)
  if (isUnion(schema))
    return fc.oneof(...schema.map((one) => (one === 'null' ? fc.constant(null) : anyOf(one, field, known))))
  if (typeof schema === 'object' && 'logicalType' in schema)
    return schema.logicalType === 'uuid' ? fc.uuid() : fc.integer({ min: 0, max: 2e12 })
  return known.get(String(schema)) ?? primitive(String(schema), field)
}

function anyRecordOf({ name, namespace, fields }: RecordSchema, known: Known) {
  const record = fc.record(
    Object.fromEntries(fields.map((field) => [field.name, anyOf(field.type, field.name, known)])),
  )
  known.set(name, record).set(`${namespace}.${name}`, record)
  return record
}

function primitive(type: string, field: string): fc.Arbitrary<unknown> {
  if (type === 'int') return fc.integer({ min: 1, max: 100 })
  if (type === 'long') return fc.integer({ min: 0, max: 1e6 })
  if (field === 'currency') return fc.constantFrom('EUR', 'USD')
  if (field === 'email') return fc.emailAddress()
  return fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\0'))
}
