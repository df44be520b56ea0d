import { type Static, Type } from 'typebox'
import type { Charge } from './charge.ts'
import { Money, Name, sameMoney } from './money.ts'

export const RefundRequest = Type.Object({ key: Name, chargeKey: Name, amount: Money })
export type RefundRequest = Static<typeof RefundRequest>

/** Money that went back, of one charge. */
export type Refund = RefundRequest & { readonly refundId: string; readonly at: number }

export type Refusal = 'unknown_charge' | 'charge_not_approved' | 'currency_differs' | 'exceeds_charge'

export const isSameRefund = (refund: Refund, request: RefundRequest) =>
  refund.chargeKey === request.chargeKey && sameMoney(refund.amount, request.amount)

/** Why the bank will not pay this back, if it won't: never more than was charged, whatever went back before. */
export function refusal(
  request: RefundRequest,
  charge: Charge | undefined,
  refundedMinor: number,
): Refusal | undefined {
  if (!charge) return 'unknown_charge'
  if (charge.status !== 'approved') return 'charge_not_approved'
  if (charge.amount.currency !== request.amount.currency) return 'currency_differs'
  if (refundedMinor + request.amount.minor > charge.amount.minor) return 'exceeds_charge'
  return undefined
}

export const refunded = ({ key, chargeKey, amount }: RefundRequest, refundId: string, at: number): Refund => ({
  key,
  chargeKey,
  amount,
  refundId,
  at,
})

/** The refund as its result line tells it. */
export const refundLine = ({ key, refundId }: Refund) => ({ key, status: 'refunded', refundId })
