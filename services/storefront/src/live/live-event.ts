import type { EventKind } from '@saga-shop/contracts'
import { type Cause, header, type KafkaRecord, schemaIdOf } from '@saga-shop/runtime'
import type { LiveEvent } from '../api.ts'
import { withoutPersonalData } from './personal.ts'

/** An event as it is shown: what its record says, where it stands, and what it says, without personal data. */
export function toLiveEvent(record: KafkaRecord, kind: EventKind<unknown>, cause: Cause): LiveEvent {
  const { topic, partition, offset, timestamp, key, value } = record
  const text = (name: string) => header(record, name)?.slice(0, 200) ?? null
  const unreadable = 'unreadable' in cause ? String(cause.unreadable) : undefined
  return {
    topic,
    partition,
    offset,
    writtenAt: timestamp,
    position: text('relay-position'),
    lsn: placeIn(text('relay-position'))?.lsn ?? null,
    schemaId: schemaIdOf(value) ?? null,
    id: unreadable === undefined ? cause.id : text('ce_id'),
    type: kind.type,
    source: kind.owner,
    time: asTime(text('ce_time')),
    subject: text('ce_subject'),
    correlationId: text('ce_correlationid'),
    causationId: text('ce_causationid'),
    traceparent: text('traceparent'),
    key: key?.toString().slice(0, 200) ?? null,
    data: unreadable === undefined ? withoutPersonalData(cause.data) : null,
    ...(unreadable !== undefined && { unreadable }),
  }
}

/** The relay's header: `<system>:<timeline>:<rebuilds>:<LSN of the commit>:<index in it>`. */
export function placeIn(position: string | null) {
  const [, history, lsn, index] = /^(\d+:\d+:\d+):([\dA-F]+\/[\dA-F]+):(\d+)$/.exec(position ?? '') ?? []
  return history && lsn ? { history, lsn, index: Number(index) } : undefined
}

const asTime = (text: string | null) => {
  const time = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
