import { trufflesAt } from '../demo/goods.ts'
import { euros, type Goods } from '../shop/index.ts'

/** What the browser's shop sells: enough of all but one. */
export const goods: readonly Goods[] = [
  { id: 'tea', name: 'Darjeeling, first flush', price: euros(12.9), stocked: 2_000 },
  { id: 'cup', name: 'Cup without a handle', price: euros(8.5), stocked: 2_000 },
  { id: 'kettle', name: 'Kettle with a thermometer', price: euros(64), stocked: 2_000 },
  { id: 'book', name: 'A book about events', price: euros(39.9), stocked: 2_000 },
  { id: 'harpsichord', name: 'Harpsichord', price: euros(1_800), stocked: 12 },
  trufflesAt(30),
  { id: 'moon-lamp', name: 'Lamp from the moon', price: euros(99), stocked: 0 },
]
