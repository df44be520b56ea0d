import type { EventKind } from '@saga-shop/contracts'
import type { Cause, Unreadable } from '../cause.ts'
import { type Codec, schemaIdOf, Undecodable } from '../codec.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import type { Registry } from '../registry.ts'
import { isUuid } from '../uuid.ts'
import { asCorrelationId, asTraceparent, asTracestate } from './headers.ts'
import { faultIn } from './soundness.ts'

export interface Readers {
  readonly registry: Registry
  readonly codec: Codec
}

/** Understands records; one that is no event is told apart, and why. Rejects when the registry is out of reach. */
export async function readRecords(records: readonly KafkaRecord[], kind: EventKind<unknown>, readers: Readers) {
  const strange = new Set(records.flatMap(({ value }) => strangeSchema(value, kind, readers.registry)))
  const nonsense = new Map<number, string>()
  await Promise.all([...strange].map((id) => learn(id, kind, readers.registry, nonsense)))
  return records.map((record): Cause => {
    try {
      return toCause(record, kind, readers.codec, nonsense)
    } catch (error) {
      if (error instanceof Undecodable) return unreadable(record, error.message)
      throw error
    }
  })
}

function strangeSchema(value: Buffer | null, kind: EventKind<unknown>, registry: Registry): number[] {
  const id = schemaIdOf(value)
  return id === undefined || registry.knows(kind, id) ? [] : [id]
}

async function learn(id: number, kind: EventKind<unknown>, registry: Registry, nonsense: Map<number, string>) {
  try {
    await registry.learn(kind, id)
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
    nonsense.set(id, error.message)
  }
}

const unreadable = (record: KafkaRecord, reason: string): Unreadable => ({
  id: '',
  name: record.topic,
  key: record.key?.toString() ?? '',
  data: undefined,
  correlationId: header(record, 'ce_correlationid') ?? record.key?.toString() ?? '',
  record,
  unreadable: reason,
})

/** What is wrong here would be wrong forever, so it is found out before a transaction begins. */
function toCause(
  record: KafkaRecord,
  kind: EventKind<unknown>,
  codec: Codec,
  nonsense: ReadonlyMap<number, string>,
): Cause {
  const { value } = record
  const key = record.key?.toString()
  const id = header(record, 'ce_id') ?? ''
  const type = header(record, 'ce_type')
  const schemaId = schemaIdOf(value)
  if (value === null || schemaId === undefined)
    throw new Undecodable('not in Confluent wire format: a zero byte and a schema id must come first')
  const unknown = nonsense.get(schemaId)
  if (unknown) throw new Undecodable(unknown)
  if (!isUuid(id)) throw new Undecodable(`its header ce_id is no UUID in lower case: ${id.slice(0, 60)}`)
  if (type !== kind.type)
    throw new Undecodable(`its header ce_type says ${type?.slice(0, 60)}, this topic is for ${kind.type}`)
  const data = codec.decode(kind, value)
  if (!key || keyIn(data, kind) !== key) throw new Undecodable(`its key is not its ${kind.keyField}`)
  const fault = faultIn(data, kind)
  if (fault) throw new Undecodable(`its ${fault}`)
  return {
    id,
    name: kind.topic,
    key,
    data,
    correlationId: asCorrelationId(header(record, 'ce_correlationid')) ?? key,
    traceparent: asTraceparent(header(record, 'traceparent')),
    tracestate: asTracestate(header(record, 'tracestate')),
    record,
  }
}

/** A header of a record as text. */
export function header({ headers }: KafkaRecord, name: string): string | undefined {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value)?.toString()
}

const keyIn = (data: unknown, { keyField }: EventKind<unknown>) =>
  typeof data === 'object' && data !== null && keyField in data ? Reflect.get(data, keyField) : undefined
