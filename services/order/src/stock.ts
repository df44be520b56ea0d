import type { Item, Money } from '@saga-shop/contracts'
import type { Order } from './order.ts'
import { announcement, availability, type Product } from './product.ts'

/** What decisions may know of the warehouse. */
export interface Shelf {
  find(productId: string): { readonly price: Money; readonly available: number } | undefined
}

/** Units of a product by where they are. */
export interface Moved {
  available: number
  reserved: number
  gone: number
}

/** The products that a batch touches. Stock follows from what becomes of orders, so it goes back exactly once. */
export class Stock implements Shelf {
  readonly #products: ReadonlyMap<string, Product>
  readonly #moved = new Map<string, Moved>()

  constructor(products: readonly Product[]) {
    this.#products = new Map(products.map((product) => [product.id, product]))
  }

  find(productId: string): Product | undefined {
    const product = this.#products.get(productId)
    return product && { ...product, available: product.available + (this.#moved.get(productId)?.available ?? 0) }
  }

  /** Moves an order's units from where they were to where they are now; says which products changed for customers. */
  follow(before: Order | undefined, after: Order, now: number) {
    const [from, to] = [placeOf(before), placeOf(after)]
    return from === to ? [] : after.lines.flatMap((line) => this.#move(line, from, to, now))
  }

  /** Net movements by product. */
  get moved(): ReadonlyMap<string, Moved> {
    return this.#moved
  }

  #move({ productId, quantity }: Item, from: keyof Moved, to: keyof Moved, now: number) {
    const before = this.find(productId)
    const moved = this.#moved.get(productId) ?? { available: 0, reserved: 0, gone: 0 }
    moved[from] -= quantity
    moved[to] += quantity
    this.#moved.set(productId, moved)
    const after = this.find(productId)
    return before && after && availability(before) !== availability(after) ? [announcement(after, now)] : []
  }
}

/** Where the units of an order are. */
export function placeOf(order: Order | undefined): keyof Moved {
  switch (order?.status) {
    case undefined:
    case 'rejected':
      return 'available'
    case 'validated':
    case 'confirmed':
    case 'preparing':
    case 'shipped':
      return 'reserved'
    case 'delivered':
      return 'gone'
    case 'cancelled':
    case 'returned':
      return { back: 'available', 'under way': 'reserved', lost: 'gone' }[order.goods] as keyof Moved
  }
}
