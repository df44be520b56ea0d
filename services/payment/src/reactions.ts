import { OrderCancelled, OrderReturned, OrderValidated } from '@saga-shop/contracts'
import { reactsWith } from '@saga-shop/runtime'
import { ChargeCard, RefundCard } from './calls.ts'
import { cancel, charge, refunded, settle, takeBack } from './payment.ts'
import { payments } from './payments.ts'

const on = reactsWith(payments)

/** What the payment service does when it hears of something. */
export const reactions = [
  on(OrderValidated, (payment, { data, now }) => charge(payment, data, now)),
  on(ChargeCard.answered, (payment, { data, now }) => settle(payment, data, now)),
  on(OrderCancelled, (payment, { data }) => cancel(payment, data.orderId)),
  on(OrderReturned, (payment, { data }) => takeBack(payment, data.orderId)),
  on(RefundCard.answered, (payment, { data, now }) => refunded(payment, data.bankRefundId, now)),
]
