import type { Item, Money } from '@saga-shop/contracts'
import { becomes, type Decision, nothing, refuses } from '@saga-shop/runtime'

/** A customer's basket. What was checked out is kept aside until its order is decided: it may come back. */
export interface Basket {
  readonly customerId: string
  readonly items: readonly Item[]
  readonly aside: readonly CheckedOut[]
}

/** What was in the basket when an order was requested. */
export interface CheckedOut {
  readonly orderId: string
  readonly items: readonly Item[]
  /** What it comes to, and when that was, epoch milliseconds: absent where it was checked out before that was kept. */
  readonly total?: Money
  readonly requestedAt?: number
}

/** The most of one product, and the most products, that one order may ask for. */
export const mostOfOne = 100
export const mostLines = 50

export const emptyBasket = (customerId: string): Basket => ({ customerId, items: [], aside: [] })

/** The basket holds exactly these items. One that is too full, because something came back, may only get emptier. */
export function fill(basket: Basket, items: readonly Item[]): Decision<Basket> {
  if (items.length > Math.max(mostLines, basket.items.length)) return tooMany(items)
  return isSame(basket.items, items) ? nothing : becomes({ ...basket, items })
}

/** The basket holds so many of this product; 0 takes it out. A product keeps its place. */
export function put(basket: Basket, item: Item): Decision<Basket> {
  const isIn = basket.items.some(isOf(item))
  const items = isIn ? basket.items.map((other) => (isOf(item)(other) ? item : other)) : [...basket.items, item]
  return fill(
    basket,
    items.filter(({ quantity }) => quantity > 0),
  )
}

/** The order was rejected: what it was to contain is in the basket again, beside what came in since. */
export function giveBack(basket: Basket | undefined, orderId: string): Decision<Basket> {
  const checkedOut = basket?.aside.find((aside) => aside.orderId === orderId)
  if (!basket || !checkedOut) return nothing
  return becomes({ ...without(basket, orderId), items: merged(basket.items, checkedOut.items) })
}

/** The order exists: the customer finds its items there, and they never come back here. */
export function letGo(basket: Basket | undefined, orderId: string): Decision<Basket> {
  return basket?.aside.some((aside) => aside.orderId === orderId) ? becomes(without(basket, orderId)) : nothing
}

export const tooMany = (items: readonly Item[]) =>
  refuses('too-many-products', `${items.length} products are too many for one order: ${mostLines} at most.`)

const without = (basket: Basket, orderId: string): Basket => ({
  ...basket,
  aside: basket.aside.filter((aside) => aside.orderId !== orderId),
})

/** Each product once. Nothing is dropped, even if it is more than one order may contain: the customer decides. */
function merged(items: readonly Item[], more: readonly Item[]): Item[] {
  const extra = ({ productId }: Item) => more.find(isOf({ productId }))?.quantity ?? 0
  const grown = items.map((item) => ({ ...item, quantity: item.quantity + extra(item) }))
  return [...grown, ...more.filter((item) => !items.some(isOf(item)))]
}

const isOf =
  ({ productId }: Pick<Item, 'productId'>) =>
  (other: Item) =>
    other.productId === productId

const isSame = (some: readonly Item[], others: readonly Item[]) =>
  some.length === others.length &&
  some.every((item, index) => {
    const other = others[index]
    return other?.productId === item.productId && other.quantity === item.quantity
  })
