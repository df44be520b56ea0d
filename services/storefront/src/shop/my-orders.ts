import { isMissing, type MyOrders, type Order, type OrderSummary, type Part } from '../api.ts'

/** What three know of somebody's orders. */
interface Known {
  /** The order service: all that it decided. */
  readonly asked: Part<Order[]>
  /** The basket service: what is not decided yet. */
  readonly undecided: Part<OrderSummary[]>
  /** Whose events came by here. */
  readonly seen: readonly OrderSummary[]
}

/** Each order once, newest first: as the order service says, else as its events do, else as it was accepted. */
export function myOrders({ asked, undecided, seen }: Known): MyOrders {
  const decided = isMissing(asked) ? [] : asked.value
  const orders = new Map<string, OrderSummary>()
  for (const order of [...(isMissing(undecided) ? [] : undecided.value), ...seen, ...decided])
    orders.set(order.id, { ...orders.get(order.id), ...order })
  const older = decided.flatMap(({ id }) => orders.get(id) ?? [])
  for (const { id } of older) orders.delete(id)
  return {
    orders: [...orders.values(), ...older],
    from: isMissing(asked) ? 'own-view' : 'order',
    ...(isMissing(asked) && { missing: asked }),
    ...(isMissing(undecided) && { undecided }),
  }
}
