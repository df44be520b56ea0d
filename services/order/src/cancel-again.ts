import type { CancelReason } from '@saga-shop/contracts'
import { type Decision, nothing, notYet } from '@saga-shop/runtime'
import { cancelled, type Order } from './order.ts'

/** It had been cancelled before this database was restored, which forgot who asked for it, and perhaps that it was paid. */
export function cancelAgain(
  order: Order | undefined,
  { reason, wasConfirmed }: { readonly reason: CancelReason; readonly wasConfirmed: boolean },
  now: number,
): Decision<Order> {
  switch (order?.status) {
    case undefined:
      return notYet
    case 'validated':
      if (!wasConfirmed) return cancelled(order, reason, { goods: 'back', money: 'unknown' }, now)
      return cancelled(order, reason, { goods: 'under way', money: 'due' }, now)
    case 'confirmed':
    case 'preparing':
    case 'shipped':
      return cancelled(order, reason, { goods: 'under way', money: 'due' }, now)
    default:
      return nothing
  }
}
