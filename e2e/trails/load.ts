import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { ask, checkoutOf } from '../shop/index.ts'
import type { StrictShop } from '../storefront/strict-shop.ts'

// What customers bring with them, in turn; every tenth changes their mind, at once or after a while.
const whims = [
  {},
  {},
  {},
  { cardToken: 'card_decline' },
  { cardToken: 'card_answer_twice' },
  { postcode: '10001' },
  { postcode: '10003' },
]
const pause = 25
const patience = { within: 60_000, every: 100 }

/** Puts as much on the shelf as they will want. */
export async function stock({ asKeeper, stack }: StrictShop, orders: number): Promise<void> {
  const tea = { name: 'Tea', price: { minor: 1_290, currency: 'EUR' }, stocked: 10 * orders }
  await asKeeper('order', '/products/tea', { method: 'PUT', body: tea })
  await eventually(async () => {
    const { body } = await ask<unknown[]>(`${stack.urls['basket']}/products`)
    if (body.length !== 1) throw new Error('basket does not know the tea yet')
  }, patience)
}

/** Places orders of all kinds, some of them cancelled at once, some after a while. Answers their ids. */
export const load = (shop: StrictShop, count: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index * pause)
      const checkout = checkoutOf(index, whims[index % whims.length])
      const placed = await shop.order([{ productId: 'tea', quantity: 1 }], checkout)
      if (index % 10 === 9) {
        await sleep((index % 4) * 300)
        await cancel(shop, placed)
      }
      return placed.orderId
    }),
  )

/** The order service may not have heard of it yet, and may have delivered it. */
const cancel = (shop: StrictShop, placed: Parameters<StrictShop['cancel']>[0]) =>
  eventually(async () => {
    const status = await shop.cancel(placed)
    if (status !== 202 && status !== 409) throw new Error(`cancelling ${placed.orderId} was answered ${status}`)
  }, patience)

/** Waits until nothing more is to come of any. `tell` hears how many are open, now and then. */
export async function untilSettled(
  shop: StrictShop,
  orders: readonly string[],
  tell = (_: number) => {},
): Promise<void> {
  const open = new Set(orders)
  const until = performance.now() + 120_000 + 200 * orders.length
  while (performance.now() < until) {
    for (const id of open) if ((await shop.state(id)).settled) open.delete(id)
    tell(open.size)
    if (open.size === 0) return
    await sleep(500)
  }
  throw new Error(`${open.size} orders have not ended: ${[...open].slice(0, 5).join(', ')} …`)
}
