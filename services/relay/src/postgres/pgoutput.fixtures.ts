import type { Lsn } from './lsn.ts'
import { writeLsn } from './lsn.ts'

/** An outbox row as a test thinks of it. */
export interface Announced {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly topic: string
  readonly payload: Buffer
  readonly source: string
  readonly time: Date
  readonly subject: string
  readonly correlationid: string
  readonly causationid: string
  readonly traceparent: string | null
  readonly tracestate: string | null
}

const types = { uuid: 2950, text: 25, bytea: 17, timestamptz: 1184, bigint: 20 }

/** The outbox's columns in the table's order. */
export const outboxColumns: readonly (readonly [string, number])[] = [
  ['id', types.uuid],
  ['aggregatetype', types.text],
  ['aggregateid', types.text],
  ['type', types.text],
  ['topic', types.text],
  ['payload', types.bytea],
  ['source', types.text],
  ['time', types.timestamptz],
  ['subject', types.text],
  ['correlationid', types.text],
  ['causationid', types.text],
  ['traceparent', types.text],
  ['tracestate', types.text],
  ['position', types.bigint],
]

const relationId = 16390

export function relationMessage(columns = outboxColumns, table = 'outbox'): Buffer {
  const head = Buffer.concat([Buffer.from('R'), int32(relationId), string('public'), string(table), Buffer.from('d')])
  const described = columns.map(([name, type]) =>
    Buffer.concat([Buffer.of(0), string(name), int32(type), int32(0xffffffff)]),
  )
  return Buffer.concat([head, int16(columns.length), ...described])
}

export const beginMessage = (commit: Lsn): Buffer =>
  Buffer.concat([Buffer.from('B'), lsn(commit), Buffer.alloc(8), int32(700)])

export const commitMessage = (commit: Lsn, end: Lsn): Buffer =>
  Buffer.concat([Buffer.from('C'), Buffer.of(0), lsn(commit), lsn(end), Buffer.alloc(8)])

export function insertMessage(event: Announced): Buffer {
  const columns = [
    Buffer.from(event.id.replaceAll('-', ''), 'hex'),
    Buffer.from('order'),
    Buffer.from(event.key),
    Buffer.from(event.type),
    Buffer.from(event.topic),
    event.payload,
    Buffer.from(event.source),
    timestamp(event.time),
    Buffer.from(event.subject),
    Buffer.from(event.correlationid),
    Buffer.from(event.causationid),
    event.traceparent === null ? null : Buffer.from(event.traceparent),
    event.tracestate === null ? null : Buffer.from(event.tracestate),
    Buffer.alloc(8, 1),
  ]
  return Buffer.concat([
    Buffer.from('I'),
    int32(relationId),
    Buffer.from('N'),
    int16(columns.length),
    ...columns.map(value),
  ])
}

const value = (bytes: Buffer | null) =>
  bytes === null ? Buffer.from('n') : Buffer.concat([Buffer.from('b'), int32(bytes.length), bytes])

function timestamp(time: Date): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(time.getTime() - Date.UTC(2000, 0, 1)) * 1000n + 999n)
  return bytes
}

function lsn(place: Lsn): Buffer {
  const bytes = Buffer.alloc(8)
  writeLsn(bytes, 0, place)
  return bytes
}

function int32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

const int16 = (number: number) => int32(number).subarray(2)

const string = (text: string) => Buffer.from(`${text}\0`)
