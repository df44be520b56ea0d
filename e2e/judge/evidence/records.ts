import { hash } from 'node:crypto'
import type { EventKind } from '@saga-shop/contracts'
import type { IHeaders, KafkaMessage } from 'kafkajs'
import type { Headers, TopicRecord } from './evidence.ts'
import { type Reader, schemaIdOf } from './schemas.ts'

/** A record, read; one that cannot be read says why. */
export function toRecord(
  kind: EventKind<unknown>,
  partition: number,
  { offset, key, value, headers = {} }: KafkaMessage,
  reader: Reader,
): TopicRecord {
  const schemaId = schemaIdOf(value)
  return {
    topic: kind.topic,
    partition,
    offset: Number(offset),
    key: key?.toString() ?? '',
    headers: texts(headers),
    digest: hash('sha256', value ?? Buffer.of(), 'base64'),
    ...(schemaId !== undefined && { schemaId }),
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

/** Header values as text; one that stands there twice is kept as `one, other`, which fits nowhere. */
const texts = (headers: IHeaders): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value?.toString()]),
  )
