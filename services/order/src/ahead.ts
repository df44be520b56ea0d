import type { ReturnReason } from '@saga-shop/contracts'
import { becomes, type Decision } from '@saga-shop/runtime'
import { advance, type Order, refunded, takeBack } from './order.ts'

/** What can only follow on a payment. */
export type News =
  | { readonly reached: 'preparing' | 'shipped' | 'delivered' }
  | { readonly returned: ReturnReason }
  | { readonly refunded: true }

/**
 * News of an order that was paid. In life nobody can tell it before the payment was heard here; but after a restore
 * topics are heard again in any order. Then it is remembered, and counts as soon as the payment, or the end, is known.
 */
export function hear(order: Order | undefined, news: News): Decision<Order> {
  if (order?.status !== 'validated') return apply(order, news)
  return becomes({ ...order, ahead: [...(order.ahead ?? []), news] })
}

/** What was decided on an order, and then what had been heard ahead of that. */
export function catchUp(order: Order | undefined, decision: Decision<Order>): Decision<Order> {
  if (order?.status !== 'validated' || !order.ahead || !decision.becomes) return decision
  const { ahead: _, ...decided } = { ahead: undefined, ...decision.becomes }
  return { ...decision, becomes: order.ahead.reduce((state, news) => apply(state, news).becomes ?? state, decided) }
}

function apply(order: Order | undefined, news: News): Decision<Order> {
  if ('reached' in news) return advance(order, news.reached)
  return 'returned' in news ? takeBack(order, news.returned) : refunded(order)
}
