import { describe, expect, test } from 'vitest'
import { compare } from './compare.ts'
import { curlFor } from './curl.ts'
import { figuresOf } from './figures.ts'
import { graphOf } from './graph.ts'
import type { Hop } from './hop.ts'
import { hopsToKafka } from './hops-to-kafka.ts'
import { hopsToListener } from './hops-to-listener.ts'
import { layoutXray } from './layout.ts'
import { mermaidOf } from './mermaid.ts'
import { clockOf, momentOf } from './moments.ts'
import { rewindTo, steps, storyAt } from './rewind.ts'
import { timelineOf } from './timeline.ts'
import { cancelled, delivered, time, trailOf } from './trail.fixtures.ts'

const trail = trailOf(delivered)
const paid = trail.events.find(({ type }) => type === 'OrderPaymentProcessed')
if (!paid) throw new Error('the fixture has no payment')

test('a clock that goes wrong is put right, unless the question took so long that nobody can tell', () => {
  const ahead = (clockAhead: number, ms: number) =>
    clockOf({ parts: { order: { answered: true, ms, clockAhead } } }, 'order')(time(1_000)) - momentOf(time(0))
  expect([ahead(400, 10), ahead(-400, 10), ahead(20, 10), ahead(-400, 790)]).toEqual([600, 1_400, 1_000, 1_000])
})

describe('the hops of an event', () => {
  const measured = (hops: readonly Hop[]) => hops.map(({ name, milliseconds }) => [name, milliseconds])
  test('go from its cause to Kafka, with the milliseconds that were measured and no others', () => {
    expect(measured(hopsToKafka(trail, paid))).toEqual([
      ['bank answered', undefined],
      ['transaction', 1],
      ['outbox row', 0],
      ['write-ahead log', 0],
      ['relay to Kafka', 1],
    ])
    expect(hopsToKafka(trail, paid)[0]).toMatchObject({ unmeasured: expect.stringContaining('not written down') })
    const confirmed = trail.events.find(({ type }) => type === 'OrderConfirmed')
    expect(confirmed && measured(hopsToKafka(trail, confirmed))[0]).toEqual(['order heard', 5])
  })
  test('say why something is not measured: nobody said, it is not kept, or the row was loaded from a dump', () => {
    const { outbox } = paid
    const told = (committedAt: string | null) =>
      hopsToKafka(trail, { ...paid, outbox: outbox && { ...outbox, committedAt } })
    for (const committedAt of [null, time(90_000)]) {
      expect(told(committedAt)[1]).toMatchObject({ unmeasured: 'payment does not keep when it committed' })
      expect(told(committedAt).at(-1)).toMatchObject({ milliseconds: 2, detail: expect.stringContaining('began') })
    }
    const unsaid = hopsToKafka(trail, { ...paid, outbox: null })
    expect(unsaid.slice(1).map((hop) => hop.milliseconds ?? hop.unmeasured)).toEqual([
      'payment does not say',
      'payment does not say',
      0,
      'payment does not say',
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
      { name: 'its transaction', detail: 'inbox, position and state together', milliseconds: 1 },
      { name: 'led to', detail: 'OrderConfirmed, in the same commit', milliseconds: 0 },
    ])
  })
  test('say so when a record was written twice, and what is not in Kafka yet', () => {
    const [record] = paid.records
    if (!record) throw new Error('no record')
    expect(hopsToKafka(trail, { ...paid, records: [record, record] }).at(-1)?.name).toBe('written again')
    expect(hopsToKafka(trail, { ...paid, records: [] }).at(-1)).toMatchObject({
      detail: expect.stringMatching(/waits in the outbox for the relay, since \d\d:\d\d:\d\d UTC$/),
      unmeasured: 'it is still on its way',
    })
    const missing = { missing: 'Kafka cannot be read.', service: 'kafka', because: 'failed' } as const
    const deaf = { ...trail, parts: { ...trail.parts, kafka: missing } }
    expect(hopsToKafka(deaf, { ...paid, records: [] }).at(-1)).toMatchObject({
      detail: 'not known',
      unmeasured: 'it cannot be asked: Kafka cannot be read.',
    })
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
