import { type Availability, type Fact, type Money, ProductChanged } from '@saga-shop/contracts'
import { becomes, type Decision, nothing, refuses } from '@saga-shop/runtime'

/** A product, and where all its units are: on the shelf, reserved for orders, gone. */
export interface Product {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly stocked: number
  readonly available: number
}

/** What a shopkeeper says of a product. */
export interface ProductChange {
  readonly name: string
  readonly price: Money
  /** All units there ever were, sold ones included. */
  readonly stocked: number
}

/** The product is as the shopkeeper says. Customers hear of it when it makes a difference to them. */
export function change(
  product: Product | undefined,
  id: string,
  changed: ProductChange,
  now: number,
): Decision<Product> {
  const before = product ?? { id, stocked: 0, available: 0 }
  const available = before.available + changed.stocked - before.stocked
  if (available < 0)
    return refuses(
      'stock-in-use',
      `${before.stocked - before.available} units are reserved or gone: stocked cannot be less.`,
    )
  const after: Product = { id, ...changed, available }
  if (product && isSame(product, after)) return nothing
  return product && looksSame(product, after) ? becomes(after) : becomes(after, announcement(after, now))
}

// From this many on, customers need not hurry.
const plenty = 6

export const availability = ({ available }: Pick<Product, 'available'>): Availability =>
  available <= 0 ? 'SOLD_OUT' : available < plenty ? 'FEW_LEFT' : 'IN_STOCK'

/** A product as customers see it. */
export const announcement = (product: Product, now: number): Fact =>
  ProductChanged.of({
    productId: product.id,
    name: product.name,
    price: product.price,
    availability: availability(product),
    changedAt: now,
  })

const isSame = (one: Product, other: Product) => looksSame(one, other) && one.stocked === other.stocked

const looksSame = (one: Product, other: Product) =>
  one.name === other.name &&
  one.price.minor === other.price.minor &&
  one.price.currency === other.price.currency &&
  availability(one) === availability(other)
