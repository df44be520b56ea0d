import { OrderDelivered, ProductChanged } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { describe as describeVerdict } from './describe.ts'
import type { Evidence } from './evidence/evidence.ts'
import { append, found, orderOf, productOf, recordOf, remove } from './fixtures/seed.ts'
import { seedsOfEvents } from './fixtures/seeds-of-events.ts'
import { seedsOfLetters } from './fixtures/seeds-of-letters.ts'
import { seedsOfGoods, seedsOfMoney } from './fixtures/seeds-of-money-and-goods.ts'
import { seedsOfOrders } from './fixtures/seeds-of-orders.ts'
import { seedsOfRecords } from './fixtures/seeds-of-records.ts'
import { seedsOfStanding } from './fixtures/seeds-of-standing.ts'
import { seedsOfViews } from './fixtures/seeds-of-views.ts'
import { ids, soundShop } from './fixtures/sound-shop.ts'
import { invariants } from './invariants/all.ts'
import { everyOrderIsSettled } from './invariants/order-paths.ts'
import { nothingIsParked } from './invariants/standing.ts'
import { judgeEvidence } from './verdict.ts'

const seeds = [
  ...seedsOfOrders,
  ...seedsOfMoney,
  ...seedsOfGoods,
  ...seedsOfLetters,
  ...seedsOfEvents,
  ...seedsOfRecords,
  ...seedsOfStanding,
  ...seedsOfViews,
]
const rulingsOn = (evidence: Evidence) => judgeEvidence(evidence).sections.flatMap(({ rulings }) => rulings)
const brokenIn = (evidence: Evidence) => rulingsOn(evidence).filter(({ violations }) => violations.length > 0)

test('a shop that keeps its promises satisfies the judge', () => {
  const evidence = soundShop()
  expect(brokenIn(evidence)).toEqual([])
  expect(judgeEvidence(evidence).satisfied).toBe(true)
})

test.each(seeds)('the judge finds $what', ({ breaks, happens, tamper }) => {
  const evidence = soundShop(happens)
  tamper?.(evidence)
  expect(brokenIn(evidence).map(({ name }) => name)).toEqual(breaks.map(({ name }) => name))
  expect(judgeEvidence(evidence).satisfied).toBe(false)
})

test.each(Object.values(invariants).flat())('there is a shop that breaks: $name', (invariant) => {
  expect(seeds.flatMap(({ breaks }) => breaks)).toContain(invariant)
})

test('every promise is looked at in every shop', () => {
  expect(rulingsOn(soundShop()).filter(({ checked }) => checked === 0)).toEqual([])
})

test.each(['unknown', 'refused'])('a letter that is %s waits for a person, and breaks no promise', (status) => {
  const evidence = soundShop()
  found(evidence.letters[0]).status = status
  evidence.mailbox?.shift()
  expect(brokenIn(evidence)).toEqual([])
  expect(rulingsOn(evidence).flatMap(({ notes = [] }) => notes)[0]).toContain('wait for a person: 1')
})

test('a letter that a person sent once more may arrive twice', () => {
  const evidence = soundShop()
  evidence.mailbox?.push({ ...found(evidence.mailbox[0]) })
  found(evidence.letters.find(({ eventId }) => eventId === evidence.mailbox?.[0]?.eventId)).again = 1
  expect(brokenIn(evidence)).toEqual([])
})

test('a shop that does not send its letters has no mailbox to be judged by', () => {
  expect(brokenIn({ ...soundShop(), mailbox: undefined })).toEqual([])
})

test('a compacted topic may forget what a later event replaced', () => {
  const price = { minor: 1190, currency: 'EUR' }
  const evidence = soundShop(({ grant }) =>
    grant('order', ProductChanged.of({ productId: 'tea', name: 'Tea', price, availability: 'IN_STOCK', changedAt: 0 })),
  )
  evidence.records.splice(
    evidence.records.findIndex(({ topic }) => topic === ProductChanged.topic),
    1,
  )
  expect(brokenIn(evidence)).toEqual([])
})

test("a request without an idempotency key leaves nothing but the random id of its event's cause", () => {
  const evidence = soundShop(({ announce }) =>
    announce(
      'order',
      ProductChanged.of({
        productId: 'tea',
        name: 'Tea',
        price: { minor: 1, currency: 'EUR' },
        availability: 'IN_STOCK',
        changedAt: 0,
      }),
      '3b241101-e2bb-4255-8caf-4136c566a962',
    ),
  )
  expect(brokenIn(evidence)).toEqual([])
})

test('a relay that woke up late may repeat itself, where that is allowed', () => {
  const evidence = soundShop()
  append(evidence, recordOf(evidence, OrderDelivered))
  const { satisfied, sections } = judgeEvidence(evidence, { repeats: true })
  expect(satisfied).toBe(true)
  expect(sections.flatMap(({ rulings }) => rulings.flatMap(({ notes = [] }) => notes))[0]).toContain('tolerated: 1')
})

describe('an order that waits for a person', () => {
  const parkedOrder = () => {
    const evidence = soundShop()
    const record = recordOf(evidence, OrderDelivered, ids.delivered)
    const { topic, partition, offset, key } = record
    const eventId = found(record.headers['ce_id'])
    evidence.parked.push({ service: 'order', topic, partition, offset, key, eventId, reason: 'boom', discarded: false })
    remove(evidence.journals.order.inbox, (id) => id === eventId)
    orderOf(evidence, ids.delivered).status = 'shipped'
    Object.assign(productOf(evidence), { reserved: 2, gone: 2 })
    return evidence
  }

  test('is not lost, but the judge is not satisfied', () => {
    const broken = brokenIn(parkedOrder()).map(({ name }) => name)
    expect(broken).toContain(nothingIsParked.name)
    expect(broken).toContain(everyOrderIsSettled.name)
  })

  test('is counted and noted where that is allowed', () => {
    const verdict = judgeEvidence(parkedOrder(), { parked: true })
    expect(verdict.satisfied, describeVerdict(verdict)).toBe(true)
    expect(verdict.parked).toBe(1)
    expect(describeVerdict(verdict)).toContain(', 1 parked')
  })

  test('excuses no other order', () => {
    const evidence = parkedOrder()
    orderOf(evidence, ids.lost).money = 'due'
    expect(judgeEvidence(evidence, { parked: true }).satisfied).toBe(false)
  })
})

test('a record that nobody can read is excused where it is parked, and nowhere else', () => {
  const evidence = soundShop()
  const { topic, partition } = recordOf(evidence, OrderDelivered, ids.delivered)
  const poison = { topic, partition, offset: 0, key: 'nobody', headers: {}, digest: '', unreadable: 'truncated' }
  append(evidence, poison)
  const { offset } = found(evidence.records.at(-1))
  const row = { topic, partition, offset, key: 'nobody', eventId: undefined, reason: 'truncated', discarded: false }
  for (const service of ['order', 'email'] as const) evidence.parked.push({ service, ...row })
  expect(brokenIn(evidence).length).toBeGreaterThan(3)
  expect(
    judgeEvidence(evidence, { parked: true }).satisfied,
    describeVerdict(judgeEvidence(evidence, { parked: true })),
  ).toBe(true)
})
