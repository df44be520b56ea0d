import { hash } from 'node:crypto'
import type { EventKind } from '@saga-shop/contracts'
import type { IHeaders, KafkaMessage } from 'kafkajs'
import { canary } from './canary.ts'
import { oneCopy, sameAs } from './copies.ts'
import type { Headers, TopicRecord } from './evidence.ts'
import { type Reader, schemaIdOf } from './schemas.ts'

/** A record, read; one that cannot be read says why. */
export function toRecord(
  kind: EventKind<unknown>,
  partition: number,
  { offset, key: keyBytes, value, headers = {} }: KafkaMessage,
  reader: Reader,
): TopicRecord {
  const key = keyBytes?.toString() ?? ''
  const schemaId = schemaIdOf(value)
  return {
    topic: kind.topic,
    partition,
    offset: Number(offset),
    key,
    headers: texts(headers, key),
    digest: hash('sha256', value ?? Buffer.of(), 'base64'),
    ...(schemaId !== undefined && { schemaId }),
    ...(isPersonal(value, headers) && { personal: true as const }),
    ...reading(() => reader.read(kind, value)),
  }
}

function reading(read: () => unknown) {
  try {
    return { data: read() }
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
}

const isPersonal = (value: Buffer | null, headers: IHeaders) =>
  value?.includes(canary) || Object.values(headers).some((header) => String(header).includes(canary))

const names = ['ce_specversion', 'content-type', 'ce_type', 'ce_source']
const values = ['ce_id', 'ce_time', 'ce_subject', 'ce_correlationid', 'ce_causationid', 'traceparent']
const copyOf = oneCopy()

/** The headers that are judged. */
const texts = (headers: IHeaders, key: string): Headers =>
  Object.fromEntries([
    ...names.map((name) => [name, mapped(headers[name], copyOf)]),
    ...values.map((name) => [name, mapped(headers[name], (text) => sameAs(key, text))]),
  ])

/** A value as text, if there is one; one that stands there twice is kept as `one, other`, which fits nowhere. */
const mapped = (value: IHeaders[string] | null, copy: (text: string) => string) =>
  value == null ? undefined : copy(Array.isArray(value) ? value.join(', ') : value.toString())
