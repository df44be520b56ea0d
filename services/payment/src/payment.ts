import {
  type Money,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  type OrderValidatedData,
  type PaymentFailure,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import { ChargeCard, type ChargeOutcome, chargeKey, paymentIdOf, RefundCard, refundIdOf, refundKey } from './calls.ts'

interface Owed {
  readonly orderId: string
  readonly amount: Money
}
interface Charged extends Owed {
  readonly paymentId: string
  /** The bank's own name for the charge. */
  readonly chargeId: string
}

/** An order's payment, by where its money is. */
export type Payment =
  /** The order ended before payment knew what it costs. `paid`: it had been paid for before this database was restored. */
  | { readonly orderId: string; readonly status: 'cancelled'; readonly paid: boolean }
  /** The order ended before the bank was asked. */
  | (Owed & { readonly status: 'voided' })
  /** The bank may have been asked. `cancelled`: the order ended meanwhile. */
  | (Owed & { readonly status: 'charging'; readonly cancelled: boolean })
  | (Owed & { readonly status: 'declined'; readonly reason: PaymentFailure })
  | (Charged & { readonly status: 'charged' })
  | (Charged & { readonly status: 'refunding' })
  | (Charged & { readonly status: 'refunded'; readonly refundId: string; readonly bankRefundId: string })

/** The order is sound, so its card is charged; unless the order has ended already. */
export function charge(payment: Payment | undefined, validated: OrderValidatedData, now: number): Decision<Payment> {
  if (payment && payment.status !== 'cancelled') return nothing
  if (!payment || payment.paid) return chargeCard(validated, payment !== undefined)
  const { orderId, total: amount } = validated
  return becomes(
    { orderId, amount, status: 'voided' },
    OrderPaymentFailed.of({ orderId, reason: 'ORDER_CANCELLED', failedAt: now }),
  )
}

function chargeCard({ orderId, total: amount, cardToken: card }: OrderValidatedData, cancelled: boolean) {
  return becomes<Payment>(
    { orderId, amount, status: 'charging', cancelled },
    ChargeCard.of({ key: chargeKey(orderId), entity: orderId, body: { amount, card } }),
  )
}

/** The bank answered. If the order ended meanwhile, the money goes straight back. */
export function settle(payment: Payment | undefined, outcome: ChargeOutcome, now: number): Decision<Payment> {
  if (payment?.status !== 'charging') return nothing
  const { orderId, amount, cancelled } = payment
  if (outcome.status === 'declined') {
    const { reason } = outcome
    return becomes(
      { orderId, amount, status: 'declined', reason },
      OrderPaymentFailed.of({ orderId, reason, failedAt: now }),
    )
  }
  const charged = { orderId, amount, paymentId: paymentIdOf(orderId), chargeId: outcome.chargeId }
  const processed = OrderPaymentProcessed.of({ orderId, paymentId: charged.paymentId, amount, processedAt: now })
  return cancelled
    ? becomes({ ...charged, status: 'refunding' }, processed, refundCard(charged))
    : becomes({ ...charged, status: 'charged' }, processed)
}

/** The order was cancelled. What was charged, or is being charged, goes back. */
export const cancel = (payment: Payment | undefined, orderId: string): Decision<Payment> =>
  payment ? giveBack(payment) : becomes({ orderId, status: 'cancelled', paid: false })

/** The goods came back, or are lost: so does the money. Only what was paid for is ever sent, so the bank knows of it. */
export const takeBack = (payment: Payment | undefined, orderId: string): Decision<Payment> =>
  payment && payment.status !== 'cancelled' ? giveBack(payment) : becomes({ orderId, status: 'cancelled', paid: true })

function giveBack(payment: Payment): Decision<Payment> {
  switch (payment.status) {
    case 'charging':
      return payment.cancelled ? nothing : becomes({ ...payment, cancelled: true })
    case 'charged':
      return becomes({ ...payment, status: 'refunding' }, refundCard(payment))
    case 'cancelled':
    case 'voided':
    case 'declined':
    case 'refunding':
    case 'refunded':
      return nothing
  }
}

const refundCard = ({ orderId, amount }: Owed) =>
  RefundCard.of({ key: refundKey(orderId), entity: orderId, body: { chargeKey: chargeKey(orderId), amount } })

/** The money is back on the card. */
export function refunded(payment: Payment | undefined, bankRefundId: string, now: number): Decision<Payment> {
  if (payment?.status !== 'refunding') return nothing
  const { orderId, paymentId, amount } = payment
  const refundId = refundIdOf(orderId)
  return becomes(
    { ...payment, status: 'refunded', refundId, bankRefundId },
    OrderRefunded.of({ orderId, paymentId, refundId, amount, refundedAt: now }),
  )
}
