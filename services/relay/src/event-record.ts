import type { RecordBatch } from './kafka/record-batch.ts'
import { varintSize } from './kafka/varint.ts'
import { fieldSize, Writer } from './kafka/writer.ts'
import { positionHeader } from './position.ts'
import { type Column, column, type OutboxRow } from './postgres/outbox-row.ts'

/** Headers that every event has: CloudEvents 1.0, Kafka binary binding. */
const constants = encoded([
  ['ce_specversion', '1.0'],
  ['content-type', 'application/avro'],
])

/** Headers that come from the row, each left out when its column is null. */
const headers: readonly { readonly column: Column; readonly name: Buffer }[] = [
  header('ce_id', column.id),
  header('ce_type', column.type),
  header('ce_source', column.source),
  header('ce_time', column.time),
  header('ce_subject', column.subject),
  header('ce_correlationid', column.correlationid),
  header('ce_causationid', column.causationid),
  header('traceparent', column.traceparent),
  header('tracestate', column.tracestate),
  header(positionHeader, column.position),
]

/** Adds the event of an outbox row to a batch, straight from the bytes that Postgres sent. */
export function appendEvent(batch: RecordBatch, row: OutboxRow): void {
  const out = batch.startRecord(sizeOf(row))
  writeField(out, row, column.key)
  writeField(out, row, column.payload)
  out.varint(constants.count + countHeaders(row))
  out.copy(constants.bytes, 0, constants.bytes.length)
  for (const { name, column } of headers) {
    if (row.lengthOf(column) < 0) continue
    out.copy(name, 0, name.length)
    writeField(out, row, column)
  }
}

const writeField = (out: Writer, row: OutboxRow, column: Column) =>
  out.field(row.bytesOf(column), row.startOf(column), row.lengthOf(column))

function sizeOf(row: OutboxRow): number {
  let size = fieldSize(row.lengthOf(column.key)) + fieldSize(row.lengthOf(column.payload)) + constants.bytes.length
  for (const { name, column } of headers) {
    const length = row.lengthOf(column)
    if (length >= 0) size += name.length + fieldSize(length)
  }
  return size + varintSize(constants.count + countHeaders(row))
}

function countHeaders(row: OutboxRow): number {
  let count = 0
  for (const { column } of headers) if (row.lengthOf(column) >= 0) count++
  return count
}

function header(name: string, column: Column) {
  return { column, name: field(name) }
}

function encoded(pairs: readonly (readonly [string, string])[]) {
  return { count: pairs.length, bytes: Buffer.concat(pairs.flatMap(([name, value]) => [field(name), field(value)])) }
}

function field(text: string): Buffer {
  const out = new Writer()
  const bytes = Buffer.from(text)
  out.field(bytes, 0, bytes.length)
  return Buffer.from(out.bytes.subarray(0, out.end))
}
