import { randomUUID } from 'node:crypto'
import type { StackView } from '@saga-shop/local'
import { checkoutOf, euros, fillShelves, openShop } from '../../shop/index.ts'
import type { Known } from './any-value.ts'

/** Lets some customers shop first, and gives the ids by which their things are known. */
export async function someLife(stack: StackView): Promise<Known> {
  const shop = openShop(stack, { patience: 10_000 })
  await fillShelves(shop, [{ id: 'tea', name: 'Tea', price: euros(5), stocked: 1_000_000 }])
  const ids = await Promise.all(
    Array.from({ length: 5 }, async (_, who) => {
      const customerId = randomUUID()
      await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
      const { orderId, token } = await shop.checkOut(customerId, checkoutOf(who), randomUUID())
      await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 2 }])
      return [customerId, orderId, ...(token ? [token] : [])]
    }),
  )
  return ids.flat()
}
