import { events } from '@saga-shop/contracts'
import type { Cause } from '../src/cause.ts'
import { type Codec, codec } from '../src/codec.ts'
import type { KafkaRecord } from '../src/kafka/port.ts'
import type { Registry } from '../src/registry.ts'

/** A registry in which every schema has the number 7, and no other is known. */
export const registry: Registry = {
  of: () => 7,
  resolver: () => Promise.reject() as never,
  lookUp: () => Promise.resolve(),
  knows: (_, id) => id === 7,
  learn: () => Promise.resolve(),
}

export const avro: Codec = codec(registry)

/** The record in which an event comes. */
export function recordOf(cause: Cause, offset: number, partition = 0): KafkaRecord {
  const kind = events.find(({ topic }) => topic === cause.name)
  if (!kind) throw new Error(`${cause.name} is no topic`)
  return {
    topic: cause.name,
    partition,
    offset,
    timestamp: 1_700_000_000_000,
    key: Buffer.from(cause.key),
    value: avro.encode({ kind, key: cause.key, data: cause.data }),
    headers: { ce_id: cause.id, ce_type: kind.type, ce_correlationid: cause.correlationId },
  }
}

let next = 0

/** An event as it comes from Kafka: if it must be parked, it can be. */
export const onRecord = (cause: Cause): Cause => ({ ...cause, record: recordOf(cause, next++) })
