import { readFileSync } from 'node:fs'
import avsc from 'avsc'
import type { RecordSchema } from './avro-schema.ts'

/** A kind of event: a past-tense fact that exactly one service announces, on a topic of its own. */
export interface EventKind<Data> {
  /** What happened, as in `OrderRequested`. */
  readonly type: string
  /** The one service that announces it. */
  readonly owner: string
  readonly major: number
  /** `<owner>.<event-in-kebab-case>.v<major>`: the prefix is the writer. */
  readonly topic: string
  /** Where the registry keeps the schema. */
  readonly subject: string
  /** The field that is the record's key: all events of one order keep their order within a topic. */
  readonly keyField: KeyField
  /** Whether Kafka keeps only the latest record of a key. */
  readonly compacted: boolean
  /** The `.avsc` file as it stands. */
  readonly schema: RecordSchema
  /** Encodes and decodes the data, without the registry's prefix. */
  readonly avro: avsc.Type
  /** The fact, ready to be announced about the order or product it names. */
  of(data: Data): Fact<Data>
}

/** Something that happened, not yet announced: it gets its id when its cause is known. */
export interface Fact<Data = unknown> {
  readonly kind: EventKind<Data>
  readonly key: string
  readonly data: Data
}

export type KeyField = 'orderId' | 'productId'

interface Keyed {
  readonly orderId?: string
  readonly productId?: string | null
}

/** Declares the event that `events/<owner>/<event-in-kebab-case>.v<major>.avsc` describes. */
export function event<Data extends Keyed>(owner: string, type: string, major = 1): EventKind<Data> {
  const name = `${kebab(type)}.v${major}`
  const topic = `${owner}.${name}`
  const text = readFileSync(new URL(`../events/${owner}/${name}.avsc`, import.meta.url), 'utf8')
  const schema: RecordSchema = JSON.parse(text)
  const keyField = keyFieldOf(schema)
  const kind: EventKind<Data> = {
    type,
    owner,
    major,
    topic,
    subject: `${topic}-value`,
    keyField,
    compacted: keyField === 'productId', // a product's latest state replaces the one before; an order's events are history
    schema,
    avro: avsc.Type.forSchema(JSON.parse(text)),
    of: (data) => ({ kind, key: data[keyField] ?? missingKey(type, keyField), data }),
  }
  return kind
}

/** `OrderRequested` as it stands in topics and file names: `order-requested`. */
export const kebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

function keyFieldOf({ name, fields }: RecordSchema): KeyField {
  const first = fields[0]?.name
  if (first === 'orderId' || first === 'productId') return first
  throw new Error(`${name} must name its key, orderId or productId, as its first field; it begins with ${first}`)
}

function missingKey(type: string, keyField: KeyField): never {
  throw new TypeError(`${type} has no ${keyField}`)
}
