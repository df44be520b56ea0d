import {
  type Fact,
  type Item,
  type Money,
  OrderRejected,
  type OrderRejectedData,
  type OrderRequestedData,
  OrderValidated,
  type RejectReason,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import type { Order } from './order.ts'
import type { Shelf } from './stock.ts'

/** The most that one order may cost, in minor units. */
export const limit = 500_000

/**
 * A requested order takes its stock, or is rejected. One that was decided stays as it is; so does one that was decided
 * `before` a restore, whatever is on the shelf now.
 */
export function validate(
  order: Order | undefined,
  requested: OrderRequestedData,
  shelf: Shelf,
  now: number,
  before: readonly Fact[] = [],
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
  const fault = before.length > 0 ? faultFound(before) : faultIn(requested, shelf)
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

interface Fault {
  readonly reason: RejectReason
  readonly productId: string | null
}

/** What was found wrong before a restore, if anything. */
const faultFound = (before: readonly Fact[]): Fault | undefined => before.map(faultSaid).find((fault) => fault)

const faultSaid = ({ kind, data }: Fact): Fault | undefined => {
  if (kind.topic !== OrderRejected.topic) return undefined
  const { reason, productId } = data as OrderRejectedData
  return { reason, productId }
}

/** What is wrong with a request, if anything: the first fault found. */
function faultIn({ lines, total }: OrderRequestedData, shelf: Shelf): Fault | undefined {
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
