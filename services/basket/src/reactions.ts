import { OrderCancelled, OrderConfirmed, OrderRejected } from '@saga-shop/contracts'
import { reactsWith } from '@saga-shop/runtime'
import { type Basket, emptyBasket, fill, giveBack, letGo, put } from './basket.ts'
import { baskets } from './baskets.ts'
import { checkOut, checkOutAgain } from './checkout.ts'
import { CheckOut, CheckOutAgain, FillBasket, PutItem } from './commands.ts'
import { productChanged } from './views.ts'

const on = reactsWith(baskets)

const ofCustomer = ({ customerId }: { readonly customerId: string }) => customerId
const orEmpty = (basket: Basket | undefined, customerId: string) => basket ?? emptyBasket(customerId)

/** What the basket service does when it hears of something. */
export const reactions = [
  on(FillBasket, (basket, { key, data }) => fill(orEmpty(basket, key), data.items)),
  on(PutItem, (basket, { key, data }) => put(orEmpty(basket, key), data)),
  on(CheckOut, (basket, { key, data, now }, prices) => checkOut(orEmpty(basket, key), data, prices, now)),
  on(CheckOutAgain, (basket, { key, data }) => checkOutAgain(orEmpty(basket, key), data)),
  on(OrderRejected, (basket, { data }) => giveBack(basket, data.orderId), ofCustomer),
  on(OrderConfirmed, (basket, { data }) => letGo(basket, data.orderId), ofCustomer),
  on(OrderCancelled, (basket, { data }) => letGo(basket, data.orderId), ofCustomer),
  productChanged,
]
