import type { Item } from '@saga-shop/contracts'
import { euros, type Goods } from '../../shop/index.ts'
import type { Random } from '../plan/random.ts'

/** What one customer orders, and what they and the world outside then do. */
export interface Errand {
  readonly items: readonly Item[]
  readonly cardToken?: string
  readonly postcode?: string
  /** Cancels so many milliseconds after the checkout. */
  readonly cancelsAfter?: number
}

/** What the shop sells: plenty, but for one thing. */
export const goods: readonly Goods[] = [
  ...Array.from({ length: 8 }, (_, index) => ({
    id: `thing-${index + 1}`,
    name: `Thing ${index + 1}`,
    price: euros(10 + index),
    stocked: 1_000_000,
  })),
  { id: 'rarity', name: 'Rarity', price: euros(99), stocked: 20 },
]

const whims: readonly Partial<Errand>[] = [
  { cardToken: 'card_decline' },
  { cardToken: 'card_insufficient_funds' },
  { cardToken: 'card_answer_twice' },
  { cardToken: 'card_answer_late' },
  { cardToken: 'card_timeout_after_charge' },
  { postcode: '10001' },
  { postcode: '10003' },
  { postcode: '10009' },
  { items: [{ productId: 'rarity', quantity: 2 }] },
]

/** Half of the orders go well; the others meet a bank or a carrier with whims, an empty shelf, or a customer who cancels. */
export function nextErrand(random: Random): Errand {
  const items = [{ productId: `thing-${random.between(1, 8)}`, quantity: random.between(1, 3) }]
  const chance = random.next()
  if (chance < 0.5) return { items }
  if (chance < 0.65) return { items, cancelsAfter: random.between(0, 2_500) }
  return { items, ...whims[random.between(0, whims.length - 1)] }
}
