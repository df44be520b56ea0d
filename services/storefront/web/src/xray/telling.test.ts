import { describe, expect, test } from 'vitest'
import { compare } from './compare.ts'
import { curlFor } from './curl.ts'
import { figuresOf } from './figures.ts'
import { graphOf } from './graph.ts'
import { hopsToKafka, hopsToListener } from './hops.ts'
import { layoutXray } from './layout.ts'
import { mermaidOf } from './mermaid.ts'
import { rewindTo, steps, storyAt } from './rewind.ts'
import { timelineOf } from './timeline.ts'
import { cancelled, delivered, trailOf } from './trail.fixtures.ts'

const trail = trailOf(delivered)
const paid = trail.events.find(({ type }) => type === 'OrderPaymentProcessed')
if (!paid) throw new Error('the fixture has no payment')

describe('the hops of an event', () => {
  test('go from its cause to Kafka, with the milliseconds that were measured and no others', () => {
    expect(hopsToKafka(trail, paid).map(({ name, milliseconds }) => [name, milliseconds])).toEqual([
      ['bank answered', undefined],
      ['transaction', undefined],
      ['outbox row', undefined],
      ['write-ahead log', undefined],
      ['relay to Kafka', 2],
    ])
  })
  test('name the place in the log, the topic, the partition, the offset and the schema', () => {
    expect(
      hopsToKafka(trail, paid)
        .map(({ detail }) => detail)
        .join('; '),
    ).toMatch(/position 80.414.*LSN 0\/4A81F20.*payment\.order-payment-processed\.v1 · p3 @ 1.044 · schema 5/)
  })
  test('go on into each listener, to what it led to', () => {
    const [hearing] = paid.hearings
    if (!hearing) throw new Error('nobody heard it')
    expect(hopsToListener(trail, paid, hearing)).toEqual([
      { name: 'order heard it', detail: 'inbox: applied, the first time', milliseconds: 5 },
      { name: 'led to', detail: 'OrderConfirmed', milliseconds: undefined },
    ])
  })
  test('say so when a record was written twice, and what is not in Kafka yet', () => {
    const [record] = paid.records
    if (!record) throw new Error('no record')
    expect(hopsToKafka(trail, { ...paid, records: [record, record] }).at(-1)?.name).toBe('written again')
    expect(hopsToKafka(trail, { ...paid, records: [] }).at(-1)?.detail).toContain('waits in the outbox')
  })
})

test('the list says the same as the picture: when, what, and who heard it after how long', () => {
  const [first] = timelineOf(trail)
  expect(first).toMatchObject({ type: 'OrderRequested', since: 0 })
  expect(first?.heardBy).toContainEqual({ service: 'order', verdict: 'applied', after: 6 })
})

test('the figures above the picture count from the checkout', () => {
  expect(figuresOf(trail)).toMatchObject({
    toConfirmed: 48,
    toEnd: { type: 'OrderDelivered', milliseconds: 4_200 },
    events: 7,
    repeats: 0,
  })
})

test('rewound to the middle, only what had happened is there', () => {
  const layout = layoutXray(graphOf(trail), ['basket', 'order', 'payment', 'shipping', 'email'], { width: 900 })
  expect(storyAt(trail, rewindTo(layout, steps).moment).status).toBe('delivered')
  expect(storyAt(trail, rewindTo(layout, 0).moment).status).toBe('requested')
  const middle = rewindTo(layout, 500)
  expect(layout.boxes.filter(({ at }) => middle.hasCome(at)).length).toBeLessThan(layout.boxes.length)
})

test('as Mermaid, every event is an open arrow to each who heard it, what is taken back dashed', () => {
  const text = mermaidOf(trailOf(cancelled))
  expect(text).toMatch(/^sequenceDiagram\n/)
  expect(text).toContain('  basket-)order: OrderRequested (+0 ms)')
  expect(text).toContain('  order--)payment: OrderCancelled (+240 ms)')
  expect(text).toContain('  Note over payment: bank answered')
})

test('two orders are compared step by step', () => {
  const steps = compare(trail, trailOf(cancelled))
  expect(steps.find(({ type }) => type === 'OrderValidated')).toMatchObject({ one: 6, other: 7 })
  expect(steps.find(({ type }) => type === 'OrderRefunded')).toMatchObject({ one: undefined, other: 960 })
})

test('the questions for a terminal name the order', () => {
  expect(curlFor('http://localhost:4000', trail.orderId)).toContain(`http://localhost:4000/api/trail/${trail.orderId}`)
})
