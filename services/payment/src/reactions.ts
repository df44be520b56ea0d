import { OrderCancelled, OrderReturned, OrderValidated } from '@saga-shop/contracts'
import { reactsWith } from '@saga-shop/runtime'
import { ChargeCard, FindCharge, RefundCard } from './calls.ts'
import { charge, end, recall, refunded, settle } from './payment.ts'
import { payments } from './payments.ts'

const on = reactsWith(payments)

/** What the payment service does when it hears of something. */
export const reactions = [
  on(OrderValidated, (payment, { data, replayed }) => charge(payment, data, replayed)),
  on(FindCharge.answered, (payment, { data, now }) => recall(payment, data, now)),
  on(ChargeCard.answered, (payment, { data, now }) => settle(payment, data, now)),
  on(OrderCancelled, (payment, { data }) => end(payment, data.orderId)),
  on(OrderReturned, (payment, { data }) => end(payment, data.orderId)),
  on(RefundCard.answered, (payment, { data, now }) => refunded(payment, data.bankRefundId, now)),
]
