import {
  type CancelReason,
  DeliveryFailed,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  OrderRequested,
  OrderReturned,
  OrderShipped,
  ShipmentPrepared,
} from '@saga-shop/contracts'
import { command, nothing, reactsWith } from '@saga-shop/runtime'
import { catchUp, hear } from './ahead.ts'
import { cancelAgain } from './cancel-again.ts'
import { PaymentAnswer } from './deadlines.ts'
import { cancel, confirm, decline, giveUp } from './order.ts'
import { orders } from './orders.ts'
import { change, type ProductChange } from './product.ts'
import { products } from './products.ts'
import { validate } from './validation.ts'

/** The customer asks for an end. */
export const CancelOrder = command<Record<string, never>>('cancel-order')
/** It was cancelled before the database was restored. */
export const CancelAgain = command<{ readonly reason: CancelReason; readonly wasConfirmed: boolean }>('cancel-again')
/** The shopkeeper says how a product is. */
export const ChangeProduct = command<ProductChange & { readonly id: string }>('change-product')

const on = reactsWith(orders)
const onProduct = reactsWith(products)

/** What the order service does when it hears of something. */
export const reactions = [
  on(OrderRequested, (order, { data, now, before }, shelf) => validate(order, data, shelf, now, before)),
  on(OrderPaymentProcessed, (order, { data, now }) => catchUp(order, confirm(order, data.paymentId, now))),
  on(OrderPaymentFailed, (order, { now }) => decline(order, now)),
  on(PaymentAnswer.passed, (order, { now }) => giveUp(order, now)),
  on(CancelAgain, (order, { data, now }) => catchUp(order, cancelAgain(order, data, now))),
  on(CancelOrder, (order, { now }) => cancel(order, now)),
  on(ShipmentPrepared, (order) => hear(order, { reached: 'preparing' })),
  on(OrderShipped, (order) => hear(order, { reached: 'shipped' })),
  on(DeliveryFailed, () => nothing), // the carrier tries again; heard so that `?after=` its event can be answered
  on(OrderDelivered, (order) => hear(order, { reached: 'delivered' })),
  on(OrderReturned, (order, { data }) => hear(order, { returned: data.reason })),
  on(OrderRefunded, (order) => hear(order, { refunded: true })),
  onProduct(ChangeProduct, (product, { data: { id, ...changed }, now }) => change(product, id, changed, now)),
]
