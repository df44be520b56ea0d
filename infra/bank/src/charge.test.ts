import { expect, test } from 'vitest'
import { charged, chargeLine, isSameCharge } from './charge.ts'

const request = { key: 'k', orderId: 'o', amount: { minor: 1290, currency: 'EUR' }, card: 'card_approve' }
const charge = (card: string) => charged({ ...request, card }, 'ch_1', 1_000)

test('a good card is charged the whole amount', () => {
  expect(charge('card_approve')).toEqual({ ...request, status: 'approved', chargeId: 'ch_1', at: 1_000 })
})

test.each([
  ['card_decline', 'card_declined'],
  ['card_insufficient_funds', 'insufficient_funds'],
  ['a card that nobody issued', 'card_declined'],
  ['__proto__', 'card_declined'],
])('%s is declined: %s', (card, code) => {
  expect(charge(card)).toMatchObject({ status: 'declined', code })
})

test.each(['card_timeout_after_charge', 'card_answer_twice', 'card_answer_late'])(
  '%s is charged all the same',
  (card) => {
    expect(charge(card).status).toBe('approved')
  },
)

test('another order, amount, currency or card under the same key is another charge', () => {
  const known = charge('card_approve')
  expect(isSameCharge(known, request)).toBe(true)
  expect(isSameCharge(known, { ...request, orderId: 'another' })).toBe(false)
  expect(isSameCharge(known, { ...request, amount: { minor: 1291, currency: 'EUR' } })).toBe(false)
  expect(isSameCharge(known, { ...request, amount: { minor: 1290, currency: 'CHF' } })).toBe(false)
  expect(isSameCharge(known, { ...request, card: 'card_decline' })).toBe(false)
})

test('the result line says why a card was declined, and does not repeat the card', () => {
  const { amount } = request
  expect(chargeLine(charge('card_decline'))).toEqual({
    key: 'k',
    status: 'declined',
    code: 'card_declined',
    chargeId: 'ch_1',
    amount,
  })
})
