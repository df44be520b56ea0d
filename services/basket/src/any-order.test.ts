import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basket, checkout, customerId, now, prices } from './basket.fixtures.ts'
import { type Basket, giveBack, letGo } from './basket.ts'
import { checkOut } from './checkout.ts'

type Fate = 'rejected' | 'confirmed' | 'confirmed, then cancelled' | 'cancelled'
type Step = (basket: Basket) => { becomes?: Basket }

const fates: Fate[] = ['rejected', 'confirmed', 'confirmed, then cancelled', 'cancelled']
const items = fc
  .subarray(['tea', 'cup'], { minLength: 1 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((productId) =>
        fc.record({ productId: fc.constant(productId), quantity: fc.nat(98).map((n) => n + 1) }),
      ),
    ),
  )
const story = fc.array(fc.record({ fate: fc.constantFrom(...fates), items }), { minLength: 1, maxLength: 5 })

/** What this service hears of an order: once, or with repetitions. */
const newsOf = (orderId: string, fate: Fate): Step[] => {
  const back: Step = (state) => giveBack(state, orderId)
  const gone: Step = (state) => letGo(state, orderId)
  return { rejected: [back], confirmed: [gone], 'confirmed, then cancelled': [gone, gone], cancelled: [gone] }[fate]
}

const after = (state: Basket, steps: readonly Step[]) => steps.reduce((now, step) => step(now).becomes ?? now, state)

const sorted = ({ items, ...basket }: Basket) => ({
  ...basket,
  items: items.toSorted((one, other) => one.productId.localeCompare(other.productId)),
})

test('whatever becomes of several orders, in any order and with repetitions, exactly the rejected ones come back', () => {
  const told = story.chain((orders) => {
    const news = orders.flatMap(({ fate }, index) => newsOf(`order ${index}`, fate))
    return fc.record({
      orders: fc.constant(orders),
      heard: fc.tuple(
        fc.shuffledSubarray(news, { minLength: news.length }),
        fc.array(fc.constantFrom(...news), { maxLength: 8 }),
      ),
    })
  })
  fc.assert(
    fc.property(told, ({ orders, heard }) => {
      let placed = basket({ items: [] })
      for (const [index, { items }] of orders.entries())
        placed = checkOut({ ...placed, items }, checkout({ orderId: `order ${index}` }), prices, now).becomes ?? placed
      expect(placed.aside).toHaveLength(orders.length)
      const end = after(placed, heard.flat())
      expect(sorted(end)).toEqual({ customerId, aside: [], items: inAll(orders) })
    }),
  )
})

/** All that rejected orders contained, each product once. */
function inAll(orders: readonly { fate: Fate; items: readonly { productId: string; quantity: number }[] }[]) {
  const back = orders.filter(({ fate }) => fate === 'rejected').flatMap(({ items }) => items)
  return ['cup', 'tea']
    .map((productId) => ({
      productId,
      quantity: back.reduce((sum, item) => sum + (item.productId === productId ? item.quantity : 0), 0),
    }))
    .filter(({ quantity }) => quantity > 0)
}
