import {
  OrderCancelled,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRejected,
  OrderRequested,
  OrderValidated,
} from '@saga-shop/contracts'
import { deadline } from '@saga-shop/runtime'

/** Whether an order can be taken. That is said in the breath in which it is asked, so nothing is ever written down. */
export const Verdict = deadline({
  name: 'verdict',
  by: 'order',
  owes: 'OrderValidated or OrderRejected',
  starts: [OrderRequested],
  ends: [OrderValidated, OrderRejected],
})

/** Whether a sound order is paid. When nobody says so in time, the order service gives up waiting. */
export const PaymentAnswer = deadline({
  name: 'payment-answer',
  by: 'payment',
  owes: 'OrderPaymentProcessed or OrderPaymentFailed',
  starts: [OrderValidated],
  ends: [OrderPaymentProcessed, OrderPaymentFailed, OrderCancelled],
})

/** What orders are owed, and for how long they wait. */
export const deadlines = ({ PAYMENT_WITHIN_MS }: { readonly PAYMENT_WITHIN_MS: number }) => [
  Verdict.within(1_000),
  PaymentAnswer.within(PAYMENT_WITHIN_MS),
]
