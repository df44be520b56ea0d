import type { EventKind } from './event.ts'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRejected,
  OrderRequested,
  OrderReturned,
  OrderShipped,
  OrderValidated,
  ShipmentPrepared,
} from './events.gen.ts'

/** Where an order stands. */
export type OrderState =
  | 'validated'
  | 'confirmed'
  | 'preparing'
  | 'shipped'
  | 'delivered'
  | 'rejected'
  | 'cancelled'
  | 'returned'

/** An order's states, the ones that end it last. */
export const orderStates: readonly OrderState[] = [
  'validated',
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'rejected',
  'cancelled',
  'returned',
]

/** States that an order never leaves; a cancelled or returned one may still be owed money. */
export const finalStates: readonly OrderState[] = ['delivered', 'rejected', 'cancelled', 'returned']

/** What moves an order: an event, the customer who cancels it, or that nobody said in time whether it is paid. */
export type OrderCause = EventKind<unknown> | 'cancel' | 'overdue'

/** One move of an order. What no transition names leaves the order as it is: it is late, repeated or news for others. */
export interface Transition {
  readonly cause: OrderCause
  /** `requested`: the order service has not decided yet. */
  readonly from: readonly (OrderState | 'requested')[]
  readonly to: OrderState
  /** What the order service announces with it. */
  readonly announces: EventKind<unknown> | undefined
}

/** The life of an order, as the order service decides it. A later shipping status wins over an earlier one that is late. */
export const transitions: readonly Transition[] = [
  move(OrderRequested, ['requested'], 'validated', OrderValidated),
  move(OrderRequested, ['requested'], 'rejected', OrderRejected),
  move(OrderPaymentProcessed, ['validated'], 'confirmed', OrderConfirmed),
  move(OrderPaymentFailed, ['validated'], 'cancelled', OrderCancelled),
  move('cancel', ['validated', 'confirmed', 'preparing', 'shipped'], 'cancelled', OrderCancelled),
  move('overdue', ['validated'], 'cancelled', OrderCancelled),
  move(ShipmentPrepared, ['confirmed'], 'preparing'),
  move(OrderShipped, ['confirmed', 'preparing'], 'shipped'),
  move(OrderDelivered, ['confirmed', 'preparing', 'shipped'], 'delivered'),
  move(OrderReturned, ['confirmed', 'preparing', 'shipped'], 'returned'),
]

/** The states in which an order may be after `cause`: one, or two where the order service decides. */
export function statesAfter(state: OrderState | 'requested', cause: OrderCause): readonly (OrderState | 'requested')[] {
  const moves = transitions.filter((transition) => transition.cause === cause && transition.from.includes(state))
  return moves.length === 0 ? [state] : moves.map(({ to }) => to)
}

function move(
  cause: OrderCause,
  from: Transition['from'],
  to: OrderState,
  announces: EventKind<unknown> | undefined = undefined,
): Transition {
  return { cause, from, to, announces }
}
