import { setTimeout as sleep } from 'node:timers/promises'
import type { Money } from '@saga-shop/contracts'
import type { Shop } from './shop.ts'

/** A product to put on the shelf. */
export interface Goods {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly stocked: number
}

/** Puts products on the shelf, and resolves when customers see them all at these prices. */
export async function fillShelves(shop: Shop, goods: readonly Goods[], within = 30_000): Promise<void> {
  await Promise.all(goods.map(({ id, ...product }) => shop.putProduct(id, product)))
  for (const until = performance.now() + within; ; await sleep(25)) {
    const offers = new Map((await shop.offers()).map((offer) => [offer.id, offer]))
    const missing = goods.filter(({ id, price }) => offers.get(id)?.price.minor !== price.minor)
    if (missing.length === 0) return
    if (performance.now() > until)
      throw new Error(`The basket service has not heard of ${missing.map(({ id }) => id).join(', ')} in ${within} ms`)
  }
}

/** An amount in euros. */
export const euros = (amount: number): Money => ({ minor: Math.round(amount * 100), currency: 'EUR' })
