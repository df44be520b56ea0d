import { describe, expect, test } from 'vitest'
import type { ParkedAt } from './ask.ts'
import { readCommandLine } from './command-line.ts'
import { describeDone, describeList, describeOne } from './describe.ts'

const at: ParkedAt = {
  service: 'order',
  id: '12',
  kind: 'event',
  order: 'o1',
  name: 'payment.order-payment-processed.v1',
  partition: 2,
  offset: 44,
  reason: 'this cannot be',
  attempts: 2,
  parkedAt: '2026-01-01T00:00:00.000Z',
}

describe('the command line', () => {
  test.each([
    [[], { does: 'list', order: undefined }],
    [['list', '--order', 'o1'], { does: 'list', order: 'o1' }],
    [['explain', 'order/12'], { does: 'explain', service: 'order', id: '12' }],
    [['redrive', 'o1', '--by', 'ann'], { does: 'redrive', order: 'o1', by: 'ann' }],
    [['redrive', '--all', '--by', 'ann'], { does: 'redrive', order: undefined, by: 'ann' }],
    [
      ['discard', 'order/12', '--by', 'ann', '--reason', 'because'],
      { does: 'discard', service: 'order', id: '12', by: 'ann', reason: 'because' },
    ],
  ])('understands %j', (words, errand) => {
    expect(readCommandLine(words)).toMatchObject(errand)
  })

  test.each([
    [['park'], 'no such command'],
    [['explain'], 'say <service>/<id>'],
    [['explain', 'nobody/12'], 'say <service>/<id>'],
    [['redrive', '--by', 'ann'], 'Say one, or --all'],
    [['redrive', 'o1', '--all', '--by', 'ann'], 'Say one, or --all'],
    [['redrive', 'o1'], '--by is missing'],
    [['discard', 'order/12', '--by', 'ann'], '--reason is missing'],
    [['list', '--loud'], 'loud'],
    [['list', '--service', 'nobody'], 'there are basket'],
    [['redrive', 'o1', 'o2', '--by', 'ann'], 'one thing at a time'],
  ])('says what is wrong with %j', (words, complaint) => {
    expect(() => readCommandLine(words)).toThrow(complaint)
  })
})

test('a list names the one at fault, and counts those that wait behind it', () => {
  expect(describeList([at, { ...at, id: '13', reason: null }, { ...at, id: '14', reason: null }])).toBe(
    `order/12  order o1
    payment.order-payment-processed.v1, partition 2, offset 44, since 2026-01-01T00:00:00.000Z, tried 2 times
    this cannot be
    2 later events of this order wait behind it`,
  )
  expect(describeList([])).toBe('Nothing is parked.')
})

test('an explanation shows what it says, or why it says nothing', () => {
  const history = [{ action: 'parked', by: 'the service', reason: 'this cannot be', at: at.parkedAt }]
  expect(describeOne('order/12', { item: at, body: { orderId: 'o1' }, history })).toContain('"orderId": "o1"')
  expect(describeOne('order/12', { item: at, unreadable: 'no Avro', bytes: 'AAEC', history })).toContain('AAEC')
  expect(describeOne('order/12', { history })).toContain('is parked no more')
})
test('and where bytes stop making sense, what it will meet, and what became of it', () => {
  const legible = { as: 'OrderConfirmed', fields: { orderId: 'o1' }, stopsAt: 42, stopsIn: 'customerId' }
  expect(describeOne('order/12', { item: at, unreadable: 'no Avro', legible, history: [] })).toContain(
    'read as OrderConfirmed, it makes sense up to byte 42, where customerId should begin',
  )
  expect(describeOne('order/12', { item: at, body: {}, stands: { status: 'validated' }, history: [] })).toMatch(
    /it will meet:\n\{\s+"status": "validated"/,
  )
  const ledTo = {
    announced: [{ id: '1', type: 'OrderConfirmed' }],
    ...{ owes: [], before: { status: 'validated' }, after: { status: 'confirmed' } },
  }
  const history = [{ action: 'redriven', by: 'ann', reason: null, at: at.parkedAt, ledTo }]
  expect(describeOne('order/12', { history })).toMatch(
    /redriven by ann\n +led to: OrderConfirmed\n +before: .*validated.*\n +after: .*confirmed/,
  )
})

test('a redrive that fails again says where', () => {
  expect(describeDone('order', { heard: 2, failed: { id: '14', reason: 'still not' } })).toContain(
    '2 events heard; then 14 failed again: still not',
  )
})
