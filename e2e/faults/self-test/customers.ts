import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkoutOf, euros, fillShelves, type Shop } from '../../shop/index.ts'

/** What a customer brings along: a card and an address with whims, or second thoughts. */
export interface Purchase {
  readonly cardToken?: string
  readonly postcode?: string
  /** Cancels so many milliseconds after the order was accepted. */
  readonly cancelsAfter?: number
  /** Cancels when the order has come so far. */
  readonly cancelsOnce?: 'confirmed' | 'shipped'
  /** Has not seen the answer, fills the basket once more and asks again, under the same key. */
  readonly asksTwice?: boolean
}

export interface Customers {
  /** So many customers order, one after the other; resolves when all were told that they have. Their whims go round. */
  order(count: number, purchases?: readonly Purchase[], apart?: number): Promise<void>
  /** What customers were told that they have ordered. */
  readonly accepted: readonly string[]
  /** Customers who asked twice for one order, and were told of two. */
  readonly doubled: readonly string[]
}

/** Half of them want nothing special. */
export const mixed: readonly Purchase[] = [
  {},
  { cardToken: 'card_decline' },
  {},
  { cancelsAfter: 30 },
  {},
  { postcode: '10003' },
  {},
  { cardToken: 'card_timeout_after_charge' },
  {},
  { cancelsOnce: 'confirmed' },
  {},
  { postcode: '10009' },
]

/** Customers of this shop, with a product of their own. */
export function customersOf(shop: Shop): Customers {
  const accepted: string[] = []
  const doubled: string[] = []
  let product: Promise<string> | undefined

  async function buy({ cancelsAfter, cancelsOnce, asksTwice, ...whims }: Purchase, productId: string) {
    const customerId = randomUUID()
    const [checkout, key] = [checkoutOf(accepted.length, whims), randomUUID()]
    const fillAndCheckOut = async () => {
      await shop.fillBasket(customerId, [{ productId, quantity: 2 }])
      return shop.checkOut(customerId, checkout, key)
    }
    const { orderId } = await fillAndCheckOut()
    accepted.push(orderId)
    if (asksTwice && (await fillAndCheckOut()).orderId !== orderId) doubled.push(orderId)
    if (cancelsOnce) await reaches(orderId, cancelsOnce)
    if (cancelsOnce || cancelsAfter !== undefined) await cancel(orderId, cancelsAfter ?? 0)
  }

  /** An order that is not there yet, or over, cannot be cancelled: then it is not. */
  async function cancel(orderId: string, after: number) {
    await sleep(after)
    await shop.cancel(orderId).catch(() => undefined)
  }

  /** Does not wait for ever: a shop with a bug may never get there. */
  async function reaches(orderId: string, state: 'confirmed' | 'shipped') {
    const tooSoon = ['requested', 'validated', ...(state === 'shipped' ? ['confirmed', 'preparing'] : [])]
    const status = () =>
      shop.order(orderId).then(
        ({ status }) => status,
        () => 'requested' as const,
      )
    for (const until = performance.now() + 5_000; performance.now() < until; await sleep(15))
      if (!tooSoon.includes(await status())) return
  }

  return {
    accepted,
    doubled,
    order: async (count, purchases = mixed, apart = 40) => {
      product ??= newProduct(shop)
      const productId = await product
      const buying = Array.from({ length: count }, async (_, index) => {
        await sleep(index * apart)
        await buy(purchases[index % purchases.length] ?? {}, productId)
      })
      await Promise.all(buying)
    },
  }
}

// A price that floats cannot hold: 2 × 19.99, in cents and rounded down, is 39.97.
const price = euros(19.99)

async function newProduct(shop: Shop): Promise<string> {
  const id = `self-test-${randomUUID().slice(0, 8)}`
  await fillShelves(shop, [{ id, name: `Product ${id}`, price, stocked: 10_000 }])
  return id
}
