import { expect, test } from 'vitest'
import { derivedId } from '../announcements.ts'
import { whyOf } from './because.ts'
import type { AnnouncedRow } from './trail-rows.ts'

const [event, request, other] = ['1', '2', '3'].map((digit) => `0197f000-0000-7000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
]
const announced = (causationId: string): AnnouncedRow => ({
  id: other,
  type: 'OrderValidated',
  topic: 't',
  position: 1,
  at: '',
  causationId,
  traceparent: null,
  head: '',
  bytes: 0,
})
const rows = { heard: [{ id: event, at: 'then' }], asked: [{ id: request, at: 'before' }], announced: [] }
const caller = { service: 'payment', deadlines: [{ name: 'refund' }], calls: true }

test.each([
  ['an event that was heard', event, caller, { why: 'event', whyName: null, whyAt: 'then' }],
  ['a request whose answer is kept', request, caller, { why: 'request', whyName: null, whyAt: 'before' }],
  [
    'a deadline that passed',
    derivedId(event, 'refund.passed'),
    caller,
    { why: 'deadline', whyName: 'refund', whyAt: null },
  ],
  ['the outcome of a call', other, caller, { why: 'outcome', whyName: null, whyAt: null }],
  [
    'a request that is not kept, where nobody is called',
    other,
    { ...caller, calls: false },
    { why: 'request', whyName: null, whyAt: null },
  ],
] as const)('what led to it was %s', (_, cause, trailed, why) => {
  expect(whyOf(rows, trailed)(announced(cause))).toEqual(why)
})
