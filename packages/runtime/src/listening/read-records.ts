import type { EventKind } from '@saga-shop/contracts'
import type { Cause } from '../cause.ts'
import { type Codec, schemaIdOf, Undecodable } from '../codec.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import type { Registry } from '../registry.ts'
import { asCorrelationId, asTraceparent, asTracestate } from './headers.ts'
import { faultIn } from './soundness.ts'

/** A record that was understood. */
export interface HeardRecord {
  readonly offset: number
  readonly cause: Cause
}

export interface Readers {
  readonly registry: Registry
  readonly codec: Codec
}

/** Understands records up to the first that is no event; says which that is and why. */
export async function readRecords(records: readonly KafkaRecord[], kind: EventKind<unknown>, readers: Readers) {
  const heard: HeardRecord[] = []
  for (const record of records) {
    try {
      const schemaId = schemaIdOf(record.value)
      if (!readers.registry.knows(kind, schemaId)) await readers.registry.learn(kind, schemaId)
      heard.push({ offset: record.offset, cause: toCause(record, kind, readers.codec) })
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error
      return { heard, bad: { offset: record.offset, reason: error.message } }
    }
  }
  return { heard, bad: undefined }
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/

/** What is wrong here would be wrong forever, so it is found out before a transaction begins. */
function toCause(record: KafkaRecord, kind: EventKind<unknown>, codec: Codec): Cause {
  const { value, key } = record
  const id = record.header('ce_id') ?? ''
  const type = record.header('ce_type')
  if (!uuid.test(id)) throw new Undecodable(`its header ce_id is no UUID in lower case: ${id.slice(0, 60)}`)
  if (type !== kind.type)
    throw new Undecodable(`its header ce_type says ${type?.slice(0, 60)}, this topic is for ${kind.type}`)
  if (!value) throw new Undecodable('it has no value')
  const data = codec.decode(kind, value)
  if (!key || keyIn(data, kind) !== key) throw new Undecodable(`its key is not its ${kind.keyField}`)
  const fault = faultIn(data, kind)
  if (fault) throw new Undecodable(`its ${fault}`)
  return {
    id,
    name: kind.topic,
    key,
    data,
    correlationId: asCorrelationId(record.header('ce_correlationid')) ?? key,
    traceparent: asTraceparent(record.header('traceparent')),
    tracestate: asTracestate(record.header('tracestate')),
  }
}

const keyIn = (data: unknown, { keyField }: EventKind<unknown>) =>
  typeof data === 'object' && data !== null && keyField in data ? Reflect.get(data, keyField) : undefined
