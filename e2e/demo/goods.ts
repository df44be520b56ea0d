import { euros, type Goods, type Product } from '../shop/index.ts'

/** What the shop sells: enough of everything, but for one. */
export const goodsFor = (orders: number): Goods[] => [
  { id: 'tea', name: 'Darjeeling, first flush', price: euros(12.9), stocked: 100 + 5 * orders },
  { id: 'cup', name: 'Cup without a handle', price: euros(8.5), stocked: 100 + 5 * orders },
  { id: 'kettle', name: 'Kettle with a thermometer', price: euros(64), stocked: 100 + 2 * orders },
  { id: 'book', name: 'A book about events', price: euros(39.9), stocked: 100 + 2 * orders },
  { id: 'harpsichord', name: 'Harpsichord', price: euros(1800), stocked: 12 },
  { id: 'moon-lamp', name: 'Lamp from the moon', price: euros(99), stocked: 1 },
  trufflesAt(30),
]

/** As much on the shelf, in a shop that has sold some of it before: `stocked` counts what is gone, too. */
export function besidesWhatIsGone(goods: readonly Goods[], known: readonly Product[]): Goods[] {
  const gone = new Map(known.map(({ id, stocked, available }) => [id, stocked - available]))
  return goods.map((one) => ({ ...one, stocked: one.stocked + (gone.get(one.id) ?? 0) }))
}

/** Truffles have the price of the day. */
export const trufflesAt = (price: number): Goods => ({
  id: 'truffles',
  name: 'Truffles',
  price: euros(price),
  stocked: 10_000,
})
