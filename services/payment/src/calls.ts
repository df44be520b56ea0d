import type { Money, PaymentFailure } from '@saga-shop/contracts'
import { derivedId, intent } from '@saga-shop/runtime'

export interface ChargeBody {
  readonly amount: Money
  /** The bank's token for the card. It is kept no longer than the call is owed. */
  readonly card: string
}
export type ChargeOutcome =
  | { readonly status: 'approved'; readonly chargeId: string }
  | { readonly status: 'declined'; readonly reason: PaymentFailure }

/** Whether the bank knows of a charge, with what it takes to make one. */
export type FoundCharge = ChargeBody & { readonly found: boolean }

export interface RefundBody {
  readonly chargeKey: string
  readonly amount: Money
}
export interface RefundOutcome {
  readonly bankRefundId: string
}

/** We have to ask the bank whether it was ever asked to charge an order: only to know, not to charge. */
export const FindCharge = intent<ChargeBody, FoundCharge>('find-charge')
/** We owe the bank a request to charge a card: one for an order, ever. */
export const ChargeCard = intent<ChargeBody, ChargeOutcome>('charge-card')
/** We owe the bank a request to give the money of a charge back: one for an order, ever. */
export const RefundCard = intent<RefundBody, RefundOutcome>('refund-card')

/** The idempotency keys that the bank knows an order's charge and refund by. */
export const chargeKey = (orderId: string) => `${orderId}:charge`
export const refundKey = (orderId: string) => `${orderId}:refund`

// An order has one payment and one refund at the most, so their ids follow from its own.
const names = '4c0a3f7a-0d5e-5c52-9f0b-5d2b6a8e91c4'

export const paymentIdOf = (orderId: string) => derivedId(names, chargeKey(orderId))
export const refundIdOf = (orderId: string) => derivedId(names, refundKey(orderId))
