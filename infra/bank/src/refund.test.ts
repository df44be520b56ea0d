import { expect, test } from 'vitest'
import { charged } from './charge.ts'
import { isSameRefund, refunded, refusal } from './refund.ts'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const charge = (card = 'card_approve') => charged({ key: 'c', orderId: 'o', amount: eur(100), card }, 'ch_1', 0)
const request = (amount = eur(100)) => ({ key: 'r', chargeKey: 'c', amount })

test('all of a charge can go back', () => {
  expect(refusal(request(), charge(), 0)).toBeUndefined()
})

test('never more goes back than was charged, in parts or at once', () => {
  expect(refusal(request(eur(101)), charge(), 0)).toBe('exceeds_charge')
  expect(refusal(request(eur(41)), charge(), 60)).toBe('exceeds_charge')
  expect(refusal(request(eur(40)), charge(), 60)).toBeUndefined()
})

test('only money that was taken can go back, in its own currency', () => {
  expect(refusal(request(), undefined, 0)).toBe('unknown_charge')
  expect(refusal(request(), charge('card_decline'), 0)).toBe('charge_not_approved')
  expect(refusal(request({ minor: 100, currency: 'CHF' }), charge(), 0)).toBe('currency_differs')
})

test('another charge or amount under the same key is another refund', () => {
  const known = refunded(request(), 're_1', 0)
  expect(isSameRefund(known, request())).toBe(true)
  expect(isSameRefund(known, request(eur(99)))).toBe(false)
  expect(isSameRefund(known, { ...request(), chargeKey: 'another' })).toBe(false)
})
