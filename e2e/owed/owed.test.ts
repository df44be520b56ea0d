import type { OwedItem } from '@saga-shop/runtime/answers'
import { expect, describe as group, test } from 'vitest'
import { exitCode, type Told } from './collect.ts'
import { readCommandLine } from './command-line.ts'
import { describe } from './describe.ts'

const [stuck, other] = ['019d2f0e-8a53-7c3e-9a41-5a52b0f4c001', '019d2f0e-8a53-7c3e-9a41-5a52b0f4c002']
const now = Date.parse('2026-11-21T12:10:00Z')

const owed = (changes: Partial<OwedItem> = {}): OwedItem => ({
  deadline: 'charge',
  orderId: stuck,
  by: 'payment',
  owes: 'OrderPaymentProcessed or OrderPaymentFailed',
  since: '2026-11-21T12:00:00.000Z',
  dueAt: '2026-11-21T12:01:00.000Z',
  overdueSeconds: 540,
  waitsFor: [{ call: 'charge-card', attempts: 4, since: '2026-11-21T12:00:00.000Z' }],
  ...changes,
})
const inTime = owed({ orderId: other, dueAt: '2026-11-21T12:12:00.000Z', overdueSeconds: null, waitsFor: [] })
const says = (service: 'payment' | 'order', ...items: OwedItem[]): Told => ({
  service,
  total: items.length,
  overdue: items.filter(({ overdueSeconds }) => overdueSeconds !== null).length,
  owed: items,
})

group('what is said of what is owed', () => {
  test('begins with the order that is stuck longest, and tells who owes it what, since when, and why', () => {
    expect(describe([says('payment', inTime, owed()), says('order', owed({ deadline: 'payment-answer' }))], now)).toBe(
      ` order ${stuck}
   ✗ payment owes OrderPaymentProcessed or OrderPaymentFailed
     since 12:00:00 UTC (10 min) · overdue by 9 min · says payment · hangs on charge-card, 4 attempts
   ✗ payment owes OrderPaymentProcessed or OrderPaymentFailed
     since 12:00:00 UTC (10 min) · overdue by 9 min · says order · hangs on charge-card, 4 attempts

 order ${other}
   · payment owes OrderPaymentProcessed or OrderPaymentFailed
     since 12:00:00 UTC (10 min) · in time · says payment

 3 owed, 2 overdue.`,
    )
  })

  test('says so when nothing is owed, and when somebody could not be asked', () => {
    expect(describe([says('payment')])).toBe(' Nothing is owed.')
    expect(describe([says('payment'), { service: 'order', silent: 'it does not answer' }])).toBe(
      ' ! order could not be asked: it does not answer\n Nothing is owed, as far as is known.',
    )
  })
})

test.each([
  [0, 'nothing is overdue', [says('payment', inTime)]],
  [1, 'something is overdue', [says('payment', owed()), { service: 'order' as const, silent: 'gone' }]],
  [2, 'a service could not be asked', [says('payment', inTime), { service: 'order' as const, silent: 'gone' }]],
])('it ends with %i when %s', (code, _, told) => expect(exitCode(told)).toBe(code))

group('the command line', () => {
  test('asks for everything by default', () => {
    expect(readCommandLine([])).toMatchObject({ overdueOnly: false, order: undefined, json: false })
  })
  test('may ask for one order, for what is overdue, for JSON, and of another shop', () => {
    expect(readCommandLine(['--order', stuck, '--overdue', '--json', '--stack', '/there'])).toEqual({
      ...{ where: { on: 'local', folder: '/there' }, overdueOnly: true, order: stuck, json: true },
    })
  })
  test.each([[['--order', 'mine']], [['--what']], [['extra']]])('does not understand %j', (words) => {
    expect(() => readCommandLine(words)).toThrow()
  })
})
