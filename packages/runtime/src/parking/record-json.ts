import type { KafkaRecord, RecordHeaders } from '../kafka/port.ts'

/** Text where it is text, otherwise its bytes: a header may hold anything. */
export type HeaderValue = string | { readonly base64: string } | readonly HeaderValue[]

/** A record where only JSON can go. */
export interface RecordJson {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly timestamp: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: Readonly<Record<string, HeaderValue>>
}

export const toJson = ({ topic, partition, offset, timestamp, key, value, headers }: KafkaRecord): RecordJson => ({
  topic,
  partition,
  offset,
  timestamp,
  key: key?.toString('base64') ?? null,
  value: value?.toString('base64') ?? null,
  headers: headersToJson(headers),
})

export const fromJson = ({ key, value, headers, ...at }: RecordJson): KafkaRecord => ({
  ...at,
  key: key === null ? null : Buffer.from(key, 'base64'),
  value: value === null ? null : Buffer.from(value, 'base64'),
  headers: headersFromJson(headers),
})

/** Headers as a person can read them, and as they can be written again byte by byte. */
export const headersToJson = (headers: RecordHeaders) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[printable(name), valueToJson(value)]],
    ),
  )

export const headersFromJson = (headers: Readonly<Record<string, HeaderValue>>): RecordHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, valueFromJson(value)]))

type RecordHeader = NonNullable<RecordHeaders[string]>

function valueToJson(value: RecordHeader): HeaderValue {
  if (Array.isArray(value)) return value.map(valueToJson)
  const bytes = Buffer.from(value)
  const text = bytes.toString()
  return !text.includes('\0') && Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString('base64') }
}

function valueFromJson(value: HeaderValue): RecordHeader {
  if (typeof value === 'string') return Buffer.from(value)
  return 'base64' in value ? Buffer.from(value.base64, 'base64') : value.flatMap(valueFromJson)
}

/** Postgres takes no zero bytes in text. */
export const printable = (text: string) => text.replaceAll('\0', '\u{fffd}')
