import {
  type Money,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  type OrderValidatedData,
  type PaymentFailure,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import {
  ChargeCard,
  type ChargeOutcome,
  chargeKey,
  FindCharge,
  type FoundCharge,
  paymentIdOf,
  RefundCard,
  refundIdOf,
  refundKey,
} from './calls.ts'

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
  /** The order ended before payment knew what it costs. */
  | { readonly orderId: string; readonly status: 'cancelled' }
  /** The order ended before the bank was asked. */
  | (Owed & { readonly status: 'voided' })
  /** The bank may have been asked. `cancelled`: the order ended meanwhile. `finding`: whether it was asked is being found out. */
  | (Owed & { readonly status: 'charging'; readonly cancelled: boolean; readonly finding?: true })
  | (Owed & { readonly status: 'declined'; readonly reason: PaymentFailure })
  | (Charged & { readonly status: 'charged' })
  | (Charged & { readonly status: 'refunding' })
  | (Charged & { readonly status: 'refunded'; readonly refundId: string; readonly bankRefundId: string })

/**
 * The order is sound, so its card is charged. If the order has ended already, or all of this happened before a restore
 * (`replayed`), the bank is asked first whether it was: only it knows what this database may have forgotten.
 */
export function charge(
  payment: Payment | undefined,
  { orderId, total: amount, cardToken: card }: OrderValidatedData,
  replayed = false,
): Decision<Payment> {
  if (payment && payment.status !== 'cancelled') return nothing
  const cancelled = payment !== undefined
  const owed: Payment = { orderId, amount, status: 'charging', cancelled }
  const call = { key: chargeKey(orderId), entity: orderId, body: { amount, card } }
  return cancelled || replayed
    ? becomes<Payment>({ ...owed, finding: true }, FindCharge.of(call))
    : becomes<Payment>(owed, ChargeCard.of(call))
}

/** The bank said whether it knows of a charge. What it knows it tells when it is asked again; an order that has ended is not charged now. */
export function recall(payment: Payment | undefined, { found, ...body }: FoundCharge, now: number): Decision<Payment> {
  if (payment?.status !== 'charging' || !payment.finding) return nothing
  const { orderId, amount, cancelled } = payment
  if (found || !cancelled)
    return becomes(
      { orderId, amount, status: 'charging', cancelled },
      ChargeCard.of({ key: chargeKey(orderId), entity: orderId, body }),
    )
  return becomes(
    { orderId, amount, status: 'voided' },
    OrderPaymentFailed.of({ orderId, reason: 'ORDER_CANCELLED', failedAt: now }),
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

/** The order ended: it was cancelled, or its goods came back. What was charged, or is being charged, goes back. */
export const end = (payment: Payment | undefined, orderId: string): Decision<Payment> =>
  payment ? giveBack(payment) : becomes({ orderId, status: 'cancelled' })

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
