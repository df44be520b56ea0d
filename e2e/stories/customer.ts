import { randomUUID } from 'node:crypto'
import type { Item, OrderState } from '@saga-shop/contracts'
import { eventually } from '@saga-shop/testing'
import { expect } from 'vitest'
import { checkoutOf, euros, fillShelves, type Order, type Placed } from '../shop/index.ts'
import { shop } from './shop.ts'

/** A product of its own for a story, so that its stock can be counted. */
export async function newProduct({ stocked = 10, price = 20 } = {}): Promise<string> {
  const id = `story-${randomUUID().slice(0, 8)}`
  await fillShelves(shop, [{ id, name: `Product ${id}`, price: euros(price), stocked }])
  return id
}

export interface Purchase {
  readonly customerId?: string
  readonly cardToken?: string
  readonly postcode?: string
}

/** A customer orders these products: by default one who pays, and is at home. */
export async function orders(
  items: readonly Item[],
  { customerId = randomUUID(), ...checkout }: Purchase = {},
): Promise<Placed & { readonly customerId: string }> {
  await shop.fillBasket(customerId, items)
  return { customerId, ...(await shop.checkOut(customerId, checkoutOf(1, checkout), randomUUID())) }
}

/** Some units of one product. */
export const some = (productId: string, quantity = 1): Item[] => [{ productId, quantity }]

/** Waits until nothing more is to come of an order. */
export const settled = (orderId: string): Promise<Order> =>
  eventually(
    async () => {
      const order = await shop.order(orderId)
      expect(order, `order ${orderId} ends`).toMatchObject({ settled: true })
      return order
    },
    { within: 60_000, every: 100 },
  )

/** Waits until an order is in one of these states. */
export const reaches = (orderId: string, ...states: OrderState[]): Promise<Order> =>
  eventually(
    async () => {
      const order = await shop.order(orderId)
      expect(states).toContain(order.status)
      return order
    },
    { within: 20_000, every: 25 },
  )
