import type { Item, OrderRequestedData } from '@saga-shop/contracts'
import { command } from '@saga-shop/runtime'
import type { Checkout } from './checkout.ts'

/** The basket shall hold exactly these items. */
export const FillBasket = command<{ readonly items: readonly Item[] }>('fill-basket')
/** The basket shall hold so many of one product. */
export const PutItem = command<Item>('put-item')
/** The customer wants what is in the basket. */
export const CheckOut = command<Checkout>('check-out')
/** An order had been asked for before the database was restored. */
export const CheckOutAgain = command<OrderRequestedData>('check-out-again')
