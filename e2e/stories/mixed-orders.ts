import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect } from 'vitest'
import { newProduct, orders, type Purchase, some } from './customer.ts'
import { stockOf } from './outside.ts'
import { shop } from './shop.ts'

// Half of the orders go well; the others meet a bank or a carrier with whims.
const whims: readonly Purchase[] = [
  { cardToken: 'card_decline' },
  { cardToken: 'card_answer_twice' },
  { cardToken: 'card_timeout_after_charge' },
  { postcode: '10001' },
  { postcode: '10003' },
  { postcode: '10009' },
]

/** Customers who order one after the other, a little apart, whatever happens to the shop meanwhile. */
export async function placeMixed(count: number, apart = 20): Promise<Placing> {
  const product = await newProduct({ stocked: count })
  const placed = Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index * apart)
      const { orderId } = await orders(some(product), index % 2 === 0 ? {} : whims[(index >> 1) % whims.length])
      return orderId
    }),
  )
  return { product, placed }
}

/** Customers who go on ordering for as long as this holds. */
export async function placeMixedWhile(goesOn: () => boolean): Promise<readonly Placing[]> {
  const placings: Placing[] = []
  for (; goesOn(); await sleep(1_500)) placings.push(await placeMixed(6, 250))
  return placings
}

export interface Placing {
  readonly product: string
  readonly placed: Promise<readonly string[]>
}

/** Waits until all of them have ended, and every unit of the product is where it belongs. */
export async function allEnd({ product, placed }: Placing): Promise<void> {
  const open = new Set(await placed)
  const count = open.size
  const ended: string[] = []
  await eventually(
    async () => {
      const orders = await Promise.all([...open].map((id) => shop.order(id)))
      for (const { id, status } of orders.filter(({ settled }) => settled)) {
        open.delete(id)
        ended.push(status)
      }
      expect([...open], 'orders that have not ended').toEqual([])
    },
    { within: 60_000, every: 500 },
  )
  const { available, reserved, gone } = await stockOf(product)
  expect({ reserved, all: available + gone }).toEqual({ reserved: 0, all: count })
  expect(gone).toBeGreaterThanOrEqual(ended.filter((status) => status === 'delivered').length)
}
