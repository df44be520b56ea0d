import { OrderReturned } from '@saga-shop/contracts'
import type { OrderRow } from '../evidence/evidence.ts'
import { dossiers, first, ofOrder } from './dossiers.ts'
import { checkEach, type Invariant, unless, workedOut } from './invariant.ts'

interface Held {
  reserved: number
  gone: number
}

/** Every unit there ever was is in exactly one place. */
export const noUnitIsLostOrMadeUp: Invariant = {
  name: 'Of each product, what was stocked is available, reserved or gone',
  check: ({ products }) =>
    checkEach(products, ofProduct, ({ stocked, available, reserved, gone }) =>
      unless(
        stocked === available + reserved + gone && available >= 0 && reserved >= 0 && gone >= 0,
        () => `stocked ${stocked} is not available ${available} + reserved ${reserved} + gone ${gone}`,
      ),
    ),
}

/** The warehouse's books and the orders tell the same. */
export const stockIsWhereOrdersSay: Invariant = {
  name: "Of each product, what is reserved and gone is the sum over its orders' lines",
  check: (evidence) =>
    checkEach(evidence.products, ofProduct, ({ id, reserved, gone }) => {
      const held = heldByOrders(evidence).get(id) ?? { reserved: 0, gone: 0 }
      return [
        ...unless(reserved === held.reserved, () => `${reserved} are reserved, and its orders hold ${held.reserved}`),
        ...unless(gone === held.gone, () => `${gone} are gone, and its orders took ${held.gone}`),
      ]
    }),
}

/** Goods are lost when the carrier lost them, and come back otherwise. */
export const goodsAreWhereShippingSays: Invariant = {
  name: 'Goods of ended orders are back on the shelf, unless the carrier lost them',
  check: (evidence) =>
    checkEach(
      evidence.orders.filter(({ goods }) => goods !== undefined && goods !== 'under way'),
      ofOrder,
      ({ id, goods }) => {
        const dossier = dossiers(evidence).get(id)
        const lost = dossier !== undefined && first(dossier, OrderReturned)?.reason === 'LOST'
        return unless((goods === 'lost') === lost, () =>
          lost ? 'was lost, and is booked as back' : 'came back, and is booked as lost',
        )
      },
    ),
}

const ofProduct = ({ id }: { readonly id: string }) => `product ${id}`

const heldByOrders = workedOut(({ orders }) => {
  const all = new Map<string, Held>()
  for (const order of orders) {
    const place = placeOf(order)
    if (place === 'shelf') continue
    for (const { productId, quantity } of order.lines) {
      const held = all.get(productId) ?? { reserved: 0, gone: 0 }
      held[place] += quantity
      all.set(productId, held)
    }
  }
  return all
})

/** Where an order's units must be. */
function placeOf({ status, goods }: OrderRow): 'shelf' | 'reserved' | 'gone' {
  if (status === 'rejected' || goods === 'back') return 'shelf'
  return status === 'delivered' || goods === 'lost' ? 'gone' : 'reserved'
}
