import {
  type Item,
  type Money,
  OrderRejected,
  type OrderRequestedData,
  OrderValidated,
  type RejectReason,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import type { Order } from './order.ts'
import type { Shelf } from './stock.ts'

/** The most that one order may cost, in minor units. */
export const limit = 500_000

/** A requested order takes its stock, or is rejected. One that was decided stays as it is. */
export function validate(
  order: Order | undefined,
  requested: OrderRequestedData,
  shelf: Shelf,
  now: number,
): Decision<Order> {
  if (order) return nothing
  const { orderId, customerId, total, cardToken } = requested
  const placed = {
    id: orderId,
    customerId,
    total,
    requestedAt: requested.requestedAt,
    lines: requested.lines.map(toItem),
  }
  const fault = faultIn(requested, shelf)
  if (fault)
    return becomes(
      { ...placed, status: 'rejected', ...fault },
      OrderRejected.of({ orderId, customerId, ...fault, rejectedAt: now }),
    )
  return becomes(
    { ...placed, status: 'validated' },
    OrderValidated.of({ orderId, customerId, total, cardToken, validatedAt: now }),
  )
}

/** What is wrong with a request, if anything: the first fault found. */
function faultIn(
  { lines, total }: OrderRequestedData,
  shelf: Shelf,
): { reason: RejectReason; productId: string | null } | undefined {
  for (const { productId, quantity, unitPrice } of lines) {
    const product = shelf.find(productId)
    if (!product) return { reason: 'UNKNOWN_PRODUCT', productId }
    if (!isSame(product.price, unitPrice)) return { reason: 'PRICE_CHANGED', productId }
    if (product.available < quantity) return { reason: 'OUT_OF_STOCK', productId }
  }
  return total.minor > limit ? { reason: 'OVER_LIMIT', productId: null } : undefined
}

const toItem = ({ productId, quantity }: Item): Item => ({ productId, quantity })

const isSame = (one: Money, other: Money) => one.minor === other.minor && one.currency === other.currency
