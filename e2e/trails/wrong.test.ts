import type { Trail } from '@saga-shop/storefront/api'
import { expect, test } from 'vitest'
import { cancelled, delivered, time, trailOf } from '../../services/storefront/web/src/xray/trail.fixtures.ts'
import type { Truth } from './truth.ts'
import { wrongWith } from './wrong.ts'

const trail = trailOf(delivered)
const without = <Item>(items: readonly Item[], index: number) => items.toSpliced(index, 1)

/** What databases and topics hold when a trail is right. */
const truthOf = ({ events }: Trail): Truth => ({
  announced: events.map(({ id, type, topic, source, because }) => ({
    ...{ id, type, topic, source, service: source, causationId: because.id },
    ...{ key: '', digest: '', subject: '', correlationId: '' },
  })),
  records: events.flatMap(({ records }) =>
    records.map(({ topic, partition, offset }) => ({ topic, partition, offset, key: '', headers: {}, digest: '' })),
  ),
  hasHeard: () => true,
})
const truth = truthOf(trail)

/** The trail with one event changed. */
const changed = (
  index: number,
  change: (event: Trail['events'][number]) => Partial<Trail['events'][number]>,
): Trail => ({
  ...trail,
  events: trail.events.map((event, at) => (at === index ? { ...event, ...change(event) } : event)),
})

test.each([delivered, cancelled])('nothing is wrong with a trail that tells what there is', (...told) => {
  const right = trailOf(told)
  expect(wrongWith(right, truthOf(right))).toEqual([])
})

test.each<[string, Trail, Truth, RegExp]>([
  ['a service did not answer', { ...trail, complete: false }, truth, /not everybody answered/],
  ['an event is left out', { ...trail, events: without(trail.events, 3) }, truth, /OrderConfirmed .* is missing/],
  ['an event was never announced', trail, { ...truth, announced: without(truth.announced, 2) }, /is invented/],
  [
    'an event is there twice',
    { ...trail, events: trail.events.concat(trail.events.slice(1, 2)) },
    truth,
    /2 times, not 1/,
  ],
  [
    'a record is left out',
    changed(1, () => ({ records: [] })),
    truth,
    /record order\.order-validated\.v1 .* is missing/,
  ],
  ['a record is invented', trail, { ...truth, records: without(truth.records, 0) }, /record .* is invented/],
  [
    'a hearing is left out',
    changed(3, ({ hearings }) => ({ hearings: without(hearings, 0) })),
    truth,
    /hearing .* is missing/,
  ],
  ['nobody has heard it', trail, { ...truth, hasHeard: () => false }, /is, for order, "applied", and not "unknown"/],
  [
    'another cause is named',
    changed(1, ({ because }) => ({ because: { ...because, id: 'other' } })),
    truth,
    /because of "other"/,
  ],
  ['another announcer is named', changed(1, () => ({ source: 'email' })), truth, /comes from "email"/],
  [
    'what it led to is left out',
    changed(0, ({ hearings }) => ({ hearings: hearings.map((one) => ({ ...one, ledTo: [] })) })),
    truth,
    /led order to \[\]/,
  ],
  [
    'nobody says when it committed',
    changed(1, ({ outbox }) => ({ outbox: outbox && { ...outbox, committedAt: null } })),
    truth,
    /OrderValidated: no milliseconds for “transaction”/,
  ],
  [
    'it is said to stand in Kafka before it committed',
    changed(1, ({ outbox }) => ({ outbox: outbox && { ...outbox, committedAt: time(30) } })),
    truth,
    /OrderValidated stands in Kafka before it commits/,
  ],
  [
    'a listener is said to have committed before it heard',
    changed(0, ({ hearings }) => ({ hearings: hearings.map((one) => ({ ...one, committedAt: time(0) })) })),
    truth,
    /OrderRequested is committed by order before it is heard/,
  ],
  [
    'an arrow leads to nowhere',
    changed(0, ({ hearings }) => ({ hearings: hearings.map((one) => ({ ...one, at: null })) })),
    truth,
    /leads to nowhere at order/,
  ],
])('it says so when %s', (_, shown, there, sentence) => {
  expect(wrongWith(shown, there).join('\n')).toMatch(sentence)
})
