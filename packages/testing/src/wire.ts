import { randomUUID } from 'node:crypto'
import type { Fact } from '@saga-shop/contracts'

/** What a test may want to decide about an event on the wire; the rest is made up. */
export interface Envelope {
  /** The id under which the registry knows the schema. */
  readonly schemaId: number
  readonly id?: string
  readonly time?: Date
  readonly correlationId?: string
  readonly causationId?: string
  readonly headers?: Record<string, string>
}

/** A record as the relay writes it: what `of` of an event kind says, with key, headers and value. */
export function wire({ kind, key, data }: Fact, envelope: Envelope) {
  const {
    schemaId,
    id = randomUUID(),
    time = new Date(),
    correlationId = key,
    causationId = randomUUID(),
    headers,
  } = envelope
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(schemaId, 1)
  return {
    key,
    value: Buffer.concat([prefix, kind.avro.toBuffer(data)]),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: kind.type,
      ce_source: `/${kind.owner}`,
      ce_time: time.toISOString(),
      ce_subject: key,
      ce_correlationid: correlationId,
      ce_causationid: causationId,
      'content-type': 'application/avro',
      ...headers,
    },
  }
}
