import { type Fact, OrderCancelled, OrderReturned, OrderValidated } from '@saga-shop/contracts'
import type { Heard } from '@saga-shop/runtime'
import { followDeadlines } from '@saga-shop/runtime/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ChargeCard, FindCharge, RefundCard } from './calls.ts'
import { deadlines } from './deadlines.ts'

import { reactions } from './reactions.ts'

const orderId = '018f5a3e-7b1c-7000-8000-000000000001'
const customerId = '018f5a3e-7b1c-7000-8000-0000000000c1'
const total = { minor: 2490, currency: 'EUR' }

const validated = OrderValidated.of({ orderId, customerId, total, cardToken: 'card', validatedAt: 1 })
const cancelled = OrderCancelled.of({ orderId, customerId, reason: 'CUSTOMER', cancelledAt: 2 })
const returned = OrderReturned.of({ orderId, trackingId: null, reason: 'RECALLED', returnedAt: 3 })

/** What happens to an order: what payment hears of it, repetitions included, and what the bank will say. */
const story = fc.record({
  facts: fc
    .tuple(
      fc.array(fc.constant<Fact>(validated), { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom<Fact>(cancelled, returned), { maxLength: 5 }),
    )
    .map((facts) => facts.flat()),
  approves: fc.boolean(),
  /** Whether this is heard again after a restore, and whether the bank was asked before it. */
  replayed: fc.boolean(),
  charged: fc.boolean(),
  /** Which of all that is under way arrives next: this is the order, and the delay. */
  picks: fc.infiniteStream(fc.nat()),
  /** How often the bank's answer is heard. */
  answers: fc.integer({ min: 1, max: 3 }),
})

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never
type Arriving = { name: string; data: unknown }

function play({ facts, approves, charged, replayed, picks, answers }: Story) {
  const arriving: Arriving[] = facts.map(({ kind, data }) => ({ name: kind.topic, data }))
  const announced: Fact[] = []
  const asked: string[] = []
  const owed = followDeadlines(deadlines({ CHARGE_WITHIN_MS: 1, REFUND_WITHIN_MS: 1 }))
  const everOwed: string[][] = []
  let state: unknown
  const answer = (intent: string, body: unknown): Arriving => {
    // Before a restore the order may have been charged already, if it has ended since.
    if (intent === FindCharge.name)
      return { name: FindCharge.answered.name, data: { ...(body as object), found: charged } }
    return intent === ChargeCard.name
      ? { name: ChargeCard.answered.name, data: approves ? approval : refusal }
      : { name: RefundCard.answered.name, data: { bankRefundId: 're_1' } }
  }
  while (arriving.length > 0) {
    const [next] = arriving.splice((picks.next().value ?? 0) % arriving.length, 1)
    const decision = decide(state, next as Arriving, replayed)
    state = decision.becomes ?? state
    owed.decided({ name: next?.name ?? '', key: orderId }, decision)
    everOwed.push(owed.running())
    announced.push(...decision.announces)
    for (const { intent, body } of decision.intends) {
      asked.push(intent)
      arriving.push(...Array.from({ length: answers }, () => answer(intent, body)))
    }
  }
  return { state: state as { status: string }, announced: announced.map(({ kind }) => kind.type), asked, everOwed }
}

const approval = { status: 'approved', chargeId: 'ch_1' }
const refusal = { status: 'declined', reason: 'DECLINED' }

function decide(state: unknown, { name, data }: Arriving, replayed = false) {
  const reaction = reactions.find(({ hears }) => hears === name)
  if (!reaction) throw new Error(`nothing here hears ${name}`)
  const heard: Heard = {
    id: orderId,
    name,
    key: orderId,
    data,
    correlationId: orderId,
    now: 10,
    ...(replayed && { replayed }),
  }
  return reaction.decide(state, heard, undefined)
}

const count = (types: readonly string[], ...wanted: string[]) => types.filter((type) => wanted.includes(type)).length

test('whatever comes when and how often, a sound order is answered exactly once', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { announced } = play(told)
      expect(count(announced, 'OrderPaymentProcessed', 'OrderPaymentFailed')).toBe(1)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever comes when and how often, the bank is asked at most once to charge and at most once to refund', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { asked } = play(told)
      expect(count(asked, ChargeCard.name)).toBeLessThanOrEqual(1)
      expect(count(asked, RefundCard.name)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever comes when and how often, the shop keeps the money of orders that were paid for and did not end', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { state, announced, asked } = play(told)
      const ended = told.facts.some((fact) => fact !== validated)
      expect(state.status === 'charged').toBe(told.approves && !ended)
      const charged = count(announced, 'OrderPaymentProcessed')
      expect(count(announced, 'OrderRefunded')).toBe(ended ? charged : 0)
      expect(count(asked, RefundCard.name)).toBe(ended ? charged : 0)
      expect(state.status).not.toMatch(/ing$/)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever comes when and how often, nothing is owed in the end, and a refund only ever to whom was charged', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { announced, everOwed } = play(told)
      expect(everOwed.at(-1)).toEqual([])
      expect(everOwed.flat().includes('refund')).toBe(announced.includes('OrderRefunded'))
    }),
    { numRuns: 2_000 },
  )
})

test('an order that ends before payment hears of it is remembered, in whatever order the ends are heard', () => {
  for (const facts of [[cancelled], [returned], [cancelled, returned], [returned, cancelled]]) {
    const picks = fc.sample(fc.infiniteStream(fc.constant(0)), 1)[0]
    if (picks)
      expect(play({ facts, approves: true, charged: false, replayed: false, picks, answers: 1 }).state.status).toBe(
        'cancelled',
      )
  }
})
