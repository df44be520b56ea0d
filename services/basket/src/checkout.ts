import {
  type Item,
  type Line,
  type Money,
  OrderRequested,
  type OrderRequestedData,
  type Recipient,
} from '@saga-shop/contracts'
import { becomes, type Decision, nothing, refuses } from '@saga-shop/runtime'
import { type Basket, type CheckedOut, mostLines, mostOfOne, tooMany } from './basket.ts'

/** What a customer says to check out; the items are those in the basket. */
export interface Checkout {
  readonly orderId: string
  readonly recipient: Recipient
  readonly cardToken: string
}

/** The price of one of each product that this service has heard of. */
export type Prices = ReadonlyMap<string, Money>

/** Asks for an order at the prices of this moment. The basket is empty then, and what was in it kept aside. */
export function checkOut(basket: Basket, checkout: Checkout, prices: Prices, now: number): Decision<Basket> {
  const { customerId, items, aside } = basket
  if (items.length === 0) return refuses('empty-basket', 'There is nothing in the basket.')
  if (items.length > mostLines) return tooMany(items)
  const { lines, unknown } = priced(items, prices)
  if (unknown[0])
    return refuses('unknown-product', `${unknown[0].productId} is not for sale here. Take it out of the basket.`)
  const crowd = items.find(({ quantity }) => quantity > mostOfOne)
  if (crowd)
    return refuses('too-many-units', `${crowd.quantity} of ${crowd.productId} are too many: ${mostOfOne} at most.`)
  const total = sum(lines)
  if (!total)
    return refuses('mixed-currencies', 'One order has one currency: order these products one after the other.')
  const requested = { ...checkout, customerId, lines, total, requestedAt: now }
  return becomes({ ...basket, items: [], aside: [...aside, keptOf(requested)] }, OrderRequested.of(requested))
}

/** The order was asked for before this database was restored: what it contains is aside, and no more in the basket. */
export function checkOutAgain(basket: Basket, requested: OrderRequestedData): Decision<Basket> {
  if (basket.aside.some(({ orderId }) => orderId === requested.orderId)) return nothing
  const ordered = new Map(requested.lines.map(({ productId, quantity }) => [productId, quantity]))
  const left = basket.items
    .map((item) => ({ ...item, quantity: item.quantity - (ordered.get(item.productId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
  return becomes({ ...basket, items: left, aside: [...basket.aside, keptOf(requested)] }, OrderRequested.of(requested))
}

/** What is kept of an order until it is decided: nothing about the person. */
const keptOf = ({ orderId, lines, total, requestedAt }: OrderRequestedData): CheckedOut => ({
  orderId,
  items: lines.map(({ productId, quantity }) => ({ productId, quantity })),
  total,
  requestedAt,
})

function priced(items: readonly Item[], prices: Prices) {
  const lines: Line[] = []
  const unknown: Item[] = []
  for (const item of items) {
    const unitPrice = prices.get(item.productId)
    if (unitPrice) lines.push({ ...item, unitPrice })
    else unknown.push(item)
  }
  return { lines, unknown }
}

/** The sum over all lines; none if they are not of one currency. */
function sum(lines: readonly Line[]): Money | undefined {
  const currencies = new Set(lines.map(({ unitPrice }) => unitPrice.currency))
  const [currency] = currencies
  if (currency === undefined || currencies.size > 1) return undefined
  return { minor: lines.reduce((minor, { quantity, unitPrice }) => minor + quantity * unitPrice.minor, 0), currency }
}
