import { OrderDelivered, ProductChanged } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import type { Evidence } from './evidence/evidence.ts'
import { append, found, recordOf } from './fixtures/seed.ts'
import { seedsOfEvents } from './fixtures/seeds-of-events.ts'
import { seedsOfLetters } from './fixtures/seeds-of-letters.ts'
import { seedsOfGoods, seedsOfMoney } from './fixtures/seeds-of-money-and-goods.ts'
import { seedsOfOrders } from './fixtures/seeds-of-orders.ts'
import { seedsOfRecords } from './fixtures/seeds-of-records.ts'
import { soundShop } from './fixtures/sound-shop.ts'
import { invariants } from './invariants/all.ts'
import { judgeEvidence } from './verdict.ts'

const seeds = [
  ...seedsOfOrders,
  ...seedsOfMoney,
  ...seedsOfGoods,
  ...seedsOfLetters,
  ...seedsOfEvents,
  ...seedsOfRecords,
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
