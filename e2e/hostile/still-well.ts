import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type StackView, serviceNames } from '@saga-shop/local'
import { checkoutOf, openShop } from '../shop/index.ts'
import { someLife } from './http/scene.ts'

// An order of a healthy customer ends within so many milliseconds.
const patience = 60_000

/** What is wrong with a shop after all that: who is not ready, and whether a good order still goes through. */
export async function stillWell(stack: StackView): Promise<string[]> {
  const shop = openShop(stack, { patience: 10_000 })
  await someLife(stack)
  const customerId = randomUUID()
  await shop.fillBasket(customerId, [{ productId: 'tea', quantity: 1 }])
  const { orderId } = await shop.checkOut(customerId, checkoutOf(1), randomUUID())
  const unready = await Promise.all(
    [...serviceNames, 'relay'].map(async (name) => [name, await shop.readiness(name)] as const),
  )
  return [
    ...unready.flatMap(([name, { ready, why }]) => (ready ? [] : [`${name} is not ready: ${why}`])),
    ...((await delivered(shop, orderId)) ? [] : [`the order ${orderId} was not delivered in a minute`]),
  ]
}

async function delivered(shop: ReturnType<typeof openShop>, orderId: string): Promise<boolean> {
  for (const until = performance.now() + patience; performance.now() < until; await sleep(200)) {
    const status = await shop.order(orderId).then(
      (order) => order.status,
      () => undefined,
    )
    if (status === 'delivered') return true
  }
  return false
}
