import type { OrderValidatedData } from '@saga-shop/contracts'
import type { Decision } from '@saga-shop/runtime'
import { describe, expect, test } from 'vitest'
import { paymentIdOf, refundIdOf } from './calls.ts'
import { charge, end, type Payment, recall, refunded, settle } from './payment.ts'

const orderId = '018f5a3e-7b1c-7000-8000-000000000001'
const now = 1_700_000_000_000
const amount = { minor: 2490, currency: 'EUR' }
const validated: OrderValidatedData = {
  orderId,
  customerId: '018f5a3e-7b1c-7000-8000-0000000000c1',
  total: amount,
  cardToken: 'card_approve',
  validatedAt: now - 5,
}
const approved = { status: 'approved', chargeId: 'ch_1' } as const
const declined = { status: 'declined', reason: 'INSUFFICIENT_FUNDS' } as const

const become = (decision: Decision<Payment>) => decision.becomes
const announced = ({ announces }: Decision<Payment>) => announces.map(({ kind, data }) => [kind.type, data])
const calls = ({ intends }: Decision<Payment>) => intends.map(({ key, body }) => ({ key, body }))

const body = { amount, card: 'card_approve' }

const charging = become(charge(undefined, validated))
const charged = become(settle(charging, approved, now))
const refunding = become(end(charged, orderId))

describe('an order that is sound', () => {
  test('is charged once, under a key of its own', () => {
    const decision = charge(undefined, validated)
    expect(calls(decision)).toEqual([{ key: `${orderId}:charge`, body: { amount, card: 'card_approve' } }])
    expect(announced(decision)).toEqual([])
  })

  test('that is heard of again is not charged again', () => {
    for (const payment of [charging, charged, refunding]) expect(calls(charge(payment, validated))).toEqual([])
  })

  test('does not keep its card in the payment', () => {
    expect(JSON.stringify(charging)).not.toContain('card_approve')
  })

  test('is paid when the bank approves', () => {
    expect(announced(settle(charging, approved, now))).toEqual([
      ['OrderPaymentProcessed', { orderId, paymentId: paymentIdOf(orderId), amount, processedAt: now }],
    ])
  })

  test('fails for the reason that the bank gives', () => {
    expect(announced(settle(charging, declined, now))).toEqual([
      ['OrderPaymentFailed', { orderId, reason: 'INSUFFICIENT_FUNDS', failedAt: now }],
    ])
  })

  test('that is paid ignores a late decline, and the other way round', () => {
    expect(announced(settle(charged, declined, now))).toEqual([])
    expect(announced(settle(become(settle(charging, declined, now)), approved, now))).toEqual([])
  })
})

describe('an order that ends', () => {
  test('after it was paid gets its money back', () => {
    const call = { key: `${orderId}:refund`, body: { chargeKey: `${orderId}:charge`, amount } }
    expect(calls(end(charged, orderId))).toEqual([call])
  })

  test('twice gets its money back once', () => {
    expect(calls(end(refunding, orderId))).toEqual([])
    expect(calls(end(become(refunded(refunding, 're_1', now)), orderId))).toEqual([])
  })

  test('is told when the money is back', () => {
    const paymentId = paymentIdOf(orderId)
    expect(announced(refunded(refunding, 're_1', now))).toEqual([
      ['OrderRefunded', { orderId, paymentId, refundId: refundIdOf(orderId), amount, refundedAt: now }],
    ])
    expect(announced(refunded(become(refunded(refunding, 're_1', now)), 're_1', now))).toEqual([])
  })

  test('while the bank is asked waits for its answer: what was charged is said, and goes back', () => {
    const ended = end(charging, orderId)
    expect(calls(ended)).toEqual([])
    const decision = settle(become(ended), approved, now)
    expect(announced(decision).map(([type]) => type)).toEqual(['OrderPaymentProcessed'])
    expect(calls(decision).map(({ key }) => key)).toEqual([`${orderId}:refund`])
  })

  test('while the bank is asked and declines owes nothing', () => {
    const decision = settle(become(end(charging, orderId)), declined, now)
    expect(announced(decision).map(([type]) => type)).toEqual(['OrderPaymentFailed'])
    expect(calls(decision)).toEqual([])
  })

  test('before payment heard that it is sound is not charged: the bank is only asked', () => {
    const decision = charge(become(end(undefined, orderId)), validated)
    expect(decision.intends.map(({ intent }) => intent)).toEqual(['find-charge'])
    const unknown = recall(become(decision), { ...body, found: false }, now)
    expect(calls(unknown)).toEqual([])
    expect(announced(unknown)).toEqual([['OrderPaymentFailed', { orderId, reason: 'ORDER_CANCELLED', failedAt: now }]])
  })

  test('because its card was declined owes nothing', () => {
    expect(become(end(become(settle(charging, declined, now)), orderId))).toBeUndefined()
  })
})

describe('a payment service whose database was restored', () => {
  test('asks the bank for the charge that it forgot, and gives the money of an order back that has ended', () => {
    const asked = become(charge(become(end(undefined, orderId)), validated))
    const known = recall(asked, { ...body, found: true }, now)
    expect(calls(known)).toEqual([{ key: `${orderId}:charge`, body }])
    expect(known.intends.map(({ intent }) => intent)).toEqual(['charge-card'])
    expect(calls(settle(become(known), approved, now)).map(({ key }) => key)).toEqual([`${orderId}:refund`])
  })

  test('asks before it charges what it may have charged before', () => {
    const decision = charge(undefined, validated, true)
    expect(decision.intends.map(({ intent }) => intent)).toEqual(['find-charge'])
    for (const found of [true, false])
      expect(calls(recall(become(decision), { ...body, found }, now))).toEqual([{ key: `${orderId}:charge`, body }])
  })

  test('does not charge an order that was not charged before and has ended since', () => {
    const ended = become(end(become(charge(undefined, validated, true)), orderId))
    expect(announced(recall(ended, { ...body, found: false }, now)).map(([type]) => type)).toEqual([
      'OrderPaymentFailed',
    ])
  })
})
