import fc from 'fast-check'
import Decoder from 'kafkajs/src/protocol/decoder.js'
import KafkajsRecord from 'kafkajs/src/protocol/recordBatch/record/v0/index.js'
import decodeBatch from 'kafkajs/src/protocol/recordBatch/v0/decoder.js'
import { RecordBatch as KafkajsBatch } from 'kafkajs/src/protocol/recordBatch/v0/index.js'
import { expect, test } from 'vitest'
import { appendEvent } from './event-record.ts'
import { RecordBatch } from './kafka/record-batch.ts'
import { column } from './postgres/outbox-row.ts'
import { type Announced, insertMessage, relationMessage } from './postgres/pgoutput.fixtures.ts'
import { outboxDecoder } from './postgres/pgoutput.ts'

const producer = { id: 4711n, epoch: 3 }
const now = Date.UTC(2026, 10, 21, 12)

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
const event: fc.Arbitrary<Announced> = fc.record({
  id: fc.uuid(),
  key: text,
  type: text,
  topic: fc.constant('order.order-validated.v1'),
  payload: fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
  source: text,
  time: fc.date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
  subject: text,
  correlationid: fc.uuid(),
  causationid: fc.uuid(),
  traceparent: fc.option(text),
  tracestate: fc.option(text),
})
const events = fc.array(event, { minLength: 1, maxLength: 80 })

test('a batch is byte for byte what kafkajs makes of the same events', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (announced) => {
      expect(encodeOurs(announced).equals(await encodeTheirs(announced))).toBe(true)
    }),
  )
})

test('kafkajs reads the events back', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (announced) => {
      const batch = await decodeBatch(new Decoder(encodeOurs(announced)))
      expect(batch).toMatchObject({
        producerId: '4711',
        producerEpoch: 3,
        firstSequence: 12,
        maxTimestamp: String(now),
      })
      expect(batch.records.map((record) => record.value)).toEqual(announced.map(({ payload }) => payload))
      expect(batch.records.map((record) => record.key?.toString())).toEqual(announced.map(({ key }) => key))
      expect(batch.records.map((record) => record.headers['ce_id']?.toString())).toEqual(announced.map(({ id }) => id))
    }),
  )
})

test('a batch that is used again carries nothing of its former content', () => {
  fc.assert(
    fc.property(events, events, (first, second) => {
      const batch = new RecordBatch()
      encodeOurs(first, batch)
      batch.clear()
      expect(encodeOurs(second, batch).equals(encodeOurs(second))).toBe(true)
    }),
  )
})

function encodeOurs(announced: Announced[], batch = new RecordBatch()): Buffer {
  const decode = outboxDecoder({
    began: () => {},
    announced: (row) => {
      row.set(column.position, Buffer.from('1:1:0/A:0'), 0, 9)
      appendEvent(batch, row)
    },
    committed: () => {},
  })
  for (const message of [relationMessage(), ...announced.map(insertMessage)]) decode(message, 0)
  return batch.seal(producer, 12, now)
}

async function encodeTheirs(announced: Announced[]): Promise<Buffer> {
  const records = announced.map((event, offsetDelta) =>
    KafkajsRecord({ offsetDelta, key: Buffer.from(event.key), value: event.payload, headers: headersOf(event) }),
  )
  const batch = await KafkajsBatch({
    records,
    firstTimestamp: now,
    maxTimestamp: now,
    producerId: '4711',
    producerEpoch: 3,
    firstSequence: 12,
    lastOffsetDelta: records.length - 1,
  })
  return batch.buffer
}

const headersOf = (event: Announced): Record<string, Buffer> =>
  Object.fromEntries(
    Object.entries({
      ce_specversion: '1.0',
      'content-type': 'application/avro',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_time: event.time.toISOString(),
      ce_subject: event.subject,
      ce_correlationid: event.correlationid,
      ce_causationid: event.causationid,
      traceparent: event.traceparent,
      tracestate: event.tracestate,
      'relay-position': '1:1:0/A:0',
    }).flatMap(([name, value]) => (value === null ? [] : [[name, Buffer.from(value)]])),
  )
