import { expect, test } from 'vitest'
import { parseLsn } from './lsn.ts'
import { column, type OutboxRow } from './outbox-row.ts'
import {
  type Announced,
  beginMessage,
  commitMessage,
  insertMessage,
  outboxColumns,
  relationMessage,
} from './pgoutput.fixtures.ts'
import { outboxDecoder } from './pgoutput.ts'

const validated: Announced = {
  id: '0192f0c1-2f3a-7c4e-9a6b-1c2d3e4f5a6b',
  key: 'order-1',
  type: 'OrderValidated',
  topic: 'order.order-validated.v1',
  payload: Buffer.from('0000000007c0ffee', 'hex'),
  source: '/order',
  time: new Date('2026-11-21T11:39:33.123Z'),
  subject: 'order-1',
  correlationid: 'order-1',
  causationid: 'cause',
  traceparent: null,
  tracestate: null,
}

test('a transaction begins, announces its events in order, and is over', () => {
  const seen: unknown[] = []
  hear(
    [
      relationMessage(),
      beginMessage(parseLsn('1/A')),
      insertMessage(validated),
      commitMessage(parseLsn('1/A'), parseLsn('1/3A')),
    ],
    seen,
  )
  expect(seen).toEqual([
    ['began', 0x10000000a],
    ['announced', validated.id],
    ['committed', 0x10000003a],
  ])
})

test('a row is read in place: texts, bytes, its id and its time', () => {
  const rows: Record<string, string>[] = []
  const decode = outboxDecoder({ began() {}, committed() {}, announced: (row) => rows.push(textsOf(row)) })
  decode(relationMessage(), 0)
  decode(insertMessage(validated), 0)
  expect(rows).toEqual([
    {
      topic: 'order.order-validated.v1',
      key: 'order-1',
      payload: validated.payload.toString('latin1'),
      id: validated.id,
      type: 'OrderValidated',
      source: '/order',
      time: '2026-11-21T11:39:33.123Z',
      subject: 'order-1',
      correlationid: 'order-1',
      causationid: 'cause',
    },
  ])
})

test('columns are found by name: another order and further columns change nothing', () => {
  const seen: unknown[] = []
  const columns = [['extra', 25] as const, ...outboxColumns]
  const extra = Buffer.concat([Buffer.from('b'), Buffer.from('00000003616263', 'hex')])
  const insert = insertMessage(validated)
  const longer = Buffer.concat([insert.subarray(0, 6), Buffer.of(0, columns.length), extra, insert.subarray(8)])
  hear([relationMessage(columns), longer], seen)
  expect(seen).toEqual([['announced', validated.id]])
})

test.each(['id', 'topic', 'aggregateid', 'payload', 'causationid'])('an outbox without %s halts', (missing) => {
  const message = relationMessage(outboxColumns.filter(([name]) => name !== missing))
  expect(() => hear([message], [])).toThrow(`no column "${missing}"`)
})

test('an outbox whose payload is no bytea halts', () => {
  const message = relationMessage(outboxColumns.map(([name, type]) => [name, name === 'payload' ? 25 : type] as const))
  expect(() => hear([message], [])).toThrow('"payload" of the table "outbox" has an unexpected type')
})

test('a publication with another table halts', () => {
  expect(() => hear([relationMessage(outboxColumns, 'orders')], [])).toThrow('carries the table "orders"')
})

function hear(messages: Buffer[], seen: unknown[]) {
  const decode = outboxDecoder({
    began: (commit) => seen.push(['began', commit]),
    announced: (row) => seen.push(['announced', row.text(column.id)]),
    committed: (end) => seen.push(['committed', end]),
  })
  for (const message of messages) decode(Buffer.concat([Buffer.alloc(25), message]), 25)
}

const textsOf = (row: OutboxRow) =>
  Object.fromEntries(
    Object.entries(column)
      .filter(([, column]) => row.lengthOf(column) >= 0)
      .map(([name, column]) => [name, row.text(column)]),
  )
