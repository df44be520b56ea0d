import {
  type CancelReason,
  type Item,
  type Money,
  OrderCancelled,
  OrderConfirmed,
  type RejectReason,
  type ReturnReason,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing, notYet, refuses } from '@saga-shop/runtime'
import type { News } from './ahead.ts'

interface Placed {
  readonly id: string
  readonly customerId: string
  readonly lines: readonly Item[]
  readonly total: Money
  readonly requestedAt: number
}
interface Paid extends Placed {
  readonly paymentId: string
}
export type Order =
  | (Placed & { readonly status: 'rejected'; readonly reason: RejectReason; readonly productId: string | null })
  | (Placed & {
      readonly status: 'validated'
      /** Heard before the payment that it follows on: only after a restore. */
      readonly ahead?: readonly News[]
    })
  | (Paid & {
      readonly status: 'confirmed' | 'preparing' | 'shipped' | 'delivered'
      readonly money: 'paid' | 'refunded'
    })
  | (Placed & {
      readonly status: 'cancelled'
      readonly reason: CancelReason
      readonly goods: Goods
      readonly money: Refund
    })
  | (Paid & {
      readonly status: 'returned'
      readonly reason: ReturnReason
      readonly goods: Goods
      readonly money: Refund
    })

/** Of an order that ended: what was in the warehouse's hands comes back, or is lost. */
type Goods = 'back' | 'under way' | 'lost'
/** Of an order that ended: `unknown` until payment has said whether it charged. */
type Refund = 'unknown' | 'not charged' | 'due' | 'refunded'

/** A paid order goes to the warehouse. One that was cancelled meanwhile gets its money back: payment heard that, too. */
export function confirm(order: Order | undefined, paymentId: string, now: number): Decision<Order> {
  if (order?.status === 'cancelled' && order.money === 'unknown') return becomes({ ...order, money: 'due' })
  if (!order) return notYet
  if (order.status !== 'validated') return nothing
  const { id, customerId, lines } = order
  return becomes(
    { ...order, status: 'confirmed', paymentId, money: 'paid' },
    OrderConfirmed.of({ orderId: id, customerId, lines, confirmedAt: now }),
  )
}

/** Payment said no: the order ends, and its stock goes back. */
export function decline(order: Order | undefined, now: number): Decision<Order> {
  if (order?.status === 'cancelled' && order.money === 'unknown') return becomes({ ...order, money: 'not charged' })
  if (!order) return notYet
  if (order.status !== 'validated') return nothing
  return cancelled(order, 'PAYMENT_DECLINED', { goods: 'back', money: 'not charged' }, now)
}

/** Nobody said in time whether it is paid. Should the card be charged after all, payment hears that the order has ended, and gives the money back. */
export function giveUp(order: Order | undefined, now: number): Decision<Order> {
  if (order?.status !== 'validated') return nothing
  return cancelled(order, 'PAYMENT_OVERDUE', { goods: 'back', money: 'unknown' }, now)
}

/** The customer changed their mind. Until the parcel is delivered that is granted, wherever the goods and the money are. */
export function cancel(order: Order | undefined, now: number): Decision<Order> {
  switch (order?.status) {
    case undefined:
      return refuses('not-found', 'There is no such order here, or not yet.')
    case 'validated':
      return cancelled(order, 'CUSTOMER', { goods: 'back', money: 'unknown' }, now)
    case 'confirmed':
    case 'preparing':
    case 'shipped':
      return cancelled(order, 'CUSTOMER', { goods: 'under way', money: 'due' }, now)
    case 'cancelled':
      return nothing
    case 'delivered':
    case 'rejected':
    case 'returned':
      return refuses('too-late', `The order is ${order.status}: it cannot be cancelled any more.`)
  }
}

const underWay = ['confirmed', 'preparing', 'shipped', 'delivered'] as const

/** Shipping is at work. A later status wins over an earlier one that arrives late. */
export function advance(order: Order | undefined, status: 'preparing' | 'shipped' | 'delivered'): Decision<Order> {
  switch (order?.status) {
    case 'confirmed':
    case 'preparing':
    case 'shipped':
      return underWay.indexOf(status) > underWay.indexOf(order.status) ? becomes({ ...order, status }) : nothing
    case undefined:
      return notYet
    default:
      return nothing
  }
}

/** The goods will not stay with the customer. A cancelled order stays cancelled, and its goods are back, or lost. */
export function takeBack(order: Order | undefined, reason: ReturnReason): Decision<Order> {
  const goods = reason === 'LOST' ? 'lost' : 'back'
  switch (order?.status) {
    case 'confirmed':
    case 'preparing':
    case 'shipped':
      return becomes({
        ...order,
        status: 'returned',
        reason,
        goods,
        money: order.money === 'refunded' ? 'refunded' : 'due',
      })
    case 'cancelled':
      return order.goods === 'under way' ? becomes({ ...order, goods }) : nothing
    case undefined:
      return notYet
    default:
      return nothing
  }
}

/** The money is back. That may be heard before the return that it is for: those are two topics. */
export function refunded(order: Order | undefined): Decision<Order> {
  if (!order) return notYet
  return 'money' in order ? becomes({ ...order, money: 'refunded' }) : nothing
}

/** Whether nothing more is to come: delivered, rejected, or ended with goods and money where they belong. */
export const isSettled = (order: Order): boolean =>
  order.status === 'delivered' ||
  order.status === 'rejected' ||
  ('goods' in order && order.goods !== 'under way' && (order.money === 'refunded' || order.money === 'not charged'))

/** The order ends here, and everybody hears of it. */
export function cancelled(
  { id, customerId, lines, total, requestedAt }: Order,
  reason: CancelReason,
  ended: { goods: Goods; money: Refund },
  now: number,
): Decision<Order> {
  return becomes(
    { id, customerId, lines, total, requestedAt, status: 'cancelled', reason, ...ended },
    OrderCancelled.of({ orderId: id, customerId, reason, cancelledAt: now }),
  )
}
