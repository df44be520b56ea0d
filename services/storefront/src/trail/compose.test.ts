import { OrderConfirmed, OrderRequested, OrderValidated } from '@saga-shop/contracts'
import type { Announced, ServiceTrail } from '@saga-shop/runtime/answers'
import { expect, test } from 'vitest'
import type { LiveEvent } from '../api.ts'
import { liveEvent } from '../live/live.fixtures.ts'
import { composeEvents } from './compose.ts'
import type { Word } from './service-trail.ts'

const [requestedId, validatedId, requestId] = ['01', '02', '03'].map(
  (end) => `0197f000-0000-7000-8000-0000000000${end}`,
) as [string, string, string]
const at = (second: number) => `2026-11-21T12:00:0${second}.000000+00:00`
const place = { topic: OrderRequested.topic, partition: 1 }

const announced = (changes: Partial<Announced>): Announced => ({
  id: requestedId,
  type: 'OrderRequested',
  topic: OrderRequested.topic,
  position: 1,
  at: at(1),
  causationId: requestId,
  why: 'request',
  whyName: null,
  whyAt: at(0),
  traceparent: null,
  schemaId: 3,
  bytes: 200,
  ...changes,
})
const requestedRow = announced({})
const validatedRow = announced({
  id: validatedId,
  type: 'OrderValidated',
  topic: OrderValidated.topic,
  causationId: requestedId,
  why: 'event',
  at: at(2),
})

const trail = (changes: Partial<ServiceTrail> = {}): ServiceTrail => ({
  service: 'order',
  now: at(5),
  announced: [],
  heard: [],
  early: [],
  parked: [],
  history: [],
  calls: [],
  deadlines: [],
  positions: [{ ...place, next: 100 }],
  ...changes,
})
const word = (changes: Partial<ServiceTrail> = {}): Word => ({ trail: trail(changes), milliseconds: 1, clockAhead: 0 })
const silent = (service: string): Word => ({ missing: { missing: 'gone', service, because: 'unreachable' } })

const requestedRecord = (offset: number, changes: Partial<LiveEvent> = {}) => ({
  event: liveEvent(1, offset, {
    topic: OrderRequested.topic,
    type: 'OrderRequested',
    source: 'basket',
    id: requestedId,
    causationId: requestId,
    ...changes,
  }),
  seenAt: undefined,
})

const words = (changes: Record<string, Word> = {}) =>
  new Map(
    Object.entries({
      basket: word({ announced: [requestedRow] }),
      order: word(),
      payment: word(),
      shipping: word(),
      email: word(),
      ...changes,
    }),
  )
const hearingOf = (service: string, all: ReturnType<typeof composeEvents>) =>
  all[0]?.hearings.find((hearing) => hearing.service === service)

test('an event is once there, however many say so', () => {
  const all = composeEvents(
    words({ order: word({ announced: [validatedRow], heard: [{ id: requestedId, at: at(2) }] }) }),
    [requestedRecord(7)],
  )
  expect(all.map(({ id }) => id)).toEqual([requestedId, validatedId])
  expect(all[0]).toMatchObject({
    because: { kind: 'request', id: requestId },
    outbox: { position: 1 },
    records: [{ offset: 7 }],
  })
  expect(hearingOf('order', all)).toMatchObject({ verdict: 'applied', ledTo: [validatedId], repeats: 0 })
})

test('when a transaction began and committed is told with all the digits that its database has', () => {
  const committedAt = '2026-11-21T13:00:01.001234+01:00'
  const all = composeEvents(
    words({
      basket: word({ announced: [announced({ committedAt })] }),
      order: word({ heard: [{ id: requestedId, at: at(2), committedAt: null }] }),
    }),
    [requestedRecord(7)],
  )
  const [began, committed] = ['2026-11-21T12:00:01.000000Z', '2026-11-21T12:00:01.001234Z']
  expect(all[0]?.outbox).toMatchObject({ at: began, committedAt: committed })
  expect(hearingOf('order', all)).toMatchObject({ at: '2026-11-21T12:00:02.000000Z', committedAt: null })
})

test('a cause comes before what it led to, though its clock is behind', () => {
  const early = { ...validatedRow, at: at(0) }
  const all = composeEvents(words({ order: word({ announced: [early] }) }), [])
  expect(all.map(({ type }) => type)).toEqual(['OrderRequested', 'OrderValidated'])
})

test('a record that came twice is heard once, and the other one is a repeat', () => {
  const all = composeEvents(words({ order: word({ heard: [{ id: requestedId, at: at(2) }] }) }), [
    requestedRecord(7),
    requestedRecord(9),
  ])
  expect(all).toHaveLength(1)
  expect(all[0]?.records.map(({ offset }) => offset)).toEqual([7, 9])
  expect(hearingOf('order', all)).toMatchObject({ verdict: 'applied', repeats: 1 })
})

const parked = { id: '5', eventId: requestedId, ...place, offset: 7, reason: 'no', attempts: 2, at: at(3) }
test.each([
  ['parked', trail({ parked: [parked] })],
  ['behind', trail({ parked: [{ ...parked, reason: null }] })],
  ['early', trail({ early: [{ id: requestedId, at: at(3), waitsFor: 'x' }], heard: [{ id: requestedId, at: at(3) }] })],
  [
    'discarded',
    trail({ history: [{ ...place, offset: 7, action: 'discarded', by: 'Grace', reason: 'no', at: at(4) }] }),
  ],
  ['on-its-way', trail({ positions: [{ ...place, next: 7 }] })],
  ['on-its-way', trail({ positions: [] })],
  ['unknown', trail()],
] as const)('what order made of it: %s', (verdict, said) => {
  const all = composeEvents(words({ order: { trail: said, milliseconds: 1, clockAhead: 0 } }), [requestedRecord(7)])
  expect(hearingOf('order', all)?.verdict).toBe(verdict)
})

test('of who is silent nothing is made up', () => {
  const all = composeEvents(words({ basket: silent('basket'), order: silent('order') }), [requestedRecord(7)])
  expect(all).toMatchObject([{ outbox: null, because: { kind: 'unknown', id: requestId } }])
  expect(hearingOf('order', all)).toEqual({
    ...{ service: 'order', verdict: 'unknown', at: null, committedAt: null, ledTo: [], repeats: 0 },
  })
  expect(hearingOf('shipping', all)?.verdict).toBe('unknown')
})

test('an event that stands in its outbox and nowhere else is on its way to everybody', () => {
  const [event] = composeEvents(words(), [])
  expect(event).toMatchObject({ records: [], data: null })
  expect(event?.hearings.map(({ service, verdict }) => [service, verdict])).toEqual(
    ['order', 'shipping', 'email'].map((service) => [service, 'on-its-way']),
  )
})

test('what is no event is none', () => {
  expect(
    composeEvents(words({ basket: word() }), [
      requestedRecord(7, { unreadable: 'bytes', id: null }),
      { event: liveEvent(0, 1, { topic: OrderConfirmed.topic, unreadable: 'x' }), seenAt: 1 },
    ]),
  ).toEqual([])
})
