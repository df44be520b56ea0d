import {
  type EventKind,
  isArray,
  isEnum,
  isRecord,
  isUnion,
  type RecordSchema,
  type Schema,
} from '@saga-shop/contracts'
import { isUuid } from '../uuid.ts'

/** What is wrong with a value, in a few words; nothing when it can be what its schema means. */
type Check = (value: unknown) => string | undefined

const checks = new WeakMap<EventKind<unknown>, Check>()

/**
 * What Avro lets pass and no database takes: text with a zero character, a whole number beyond 32 bits, a time beyond
 * the calendar, a UUID that is none. Found out here, it concerns one event; found out by SQL, it would concern a batch.
 */
export function faultIn(data: unknown, kind: EventKind<unknown>): string | undefined {
  let check = checks.get(kind)
  if (!check) {
    check = checkOf(kind.schema, new Map())
    checks.set(kind, check)
  }
  return check(data)
}

/** `known` are the records that were named before: a schema describes each once. */
function checkOf(schema: Schema, known: Map<string, Check>): Check {
  if (isRecord(schema)) return recordCheck(schema, known)
  if (isArray(schema)) return arrayCheck(checkOf(schema.items, known))
  if (isUnion(schema)) return unionCheck(schema, known)
  if (isEnum(schema)) return sound
  if (typeof schema === 'object' && 'logicalType' in schema) return logicalChecks[schema.logicalType] ?? sound
  return known.get(String(schema)) ?? primitiveChecks[String(schema)] ?? sound
}

function recordCheck({ name, namespace, fields }: RecordSchema, known: Map<string, Check>): Check {
  const inside = fields.map((field) => [field.name, checkOf(field.type, known)] as const)
  const check: Check = (value) => {
    if (typeof value !== 'object' || value === null) return 'is no record'
    for (const [field, checkField] of inside) {
      const fault = checkField(Reflect.get(value, field))
      if (fault) return `${field} ${fault}`
    }
    return undefined
  }
  known.set(name, check).set(`${namespace}.${name}`, check)
  return check
}

const arrayCheck =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return 'is no list'
    for (const one of value) {
      const fault = item(one)
      if (fault) return `has an item whose ${fault}`
    }
    return undefined
  }

/** Only null or one other: the events have no other unions. */
function unionCheck(schemas: readonly Schema[], known: Map<string, Check>): Check {
  const [check = sound] = schemas.filter((schema) => schema !== 'null').map((schema) => checkOf(schema, known))
  return (value) => (value === null ? undefined : check(value))
}

const sound: Check = () => undefined
// From the year 1 to 9999: what both Date and Postgres can say.
const [firstMoment, lastMoment] = [-62_135_596_800_000, 253_402_300_799_999]

const primitiveChecks: Record<string, Check> = {
  string: (value) => (typeof value === 'string' && !value.includes('\0') ? undefined : 'has a zero character'),
  int: (value) => (typeof value === 'number' && (value | 0) === value ? undefined : 'is beyond 32 bits'),
}
const logicalChecks: Record<string, Check> = {
  uuid: (value) => (typeof value === 'string' && isUuid(value) ? undefined : 'is no UUID in lower case'),
  'timestamp-millis': (value) =>
    typeof value === 'number' && value >= firstMoment && value <= lastMoment ? undefined : 'is beyond the calendar',
}
