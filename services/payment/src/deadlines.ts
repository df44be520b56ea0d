import { OrderPaymentFailed, OrderPaymentProcessed, OrderRefunded, OrderValidated } from '@saga-shop/contracts'
import { deadline } from '@saga-shop/runtime'
import { RefundCard } from './calls.ts'

/** Whether a sound order is paid. */
export const Answer = deadline({
  name: 'charge',
  by: 'payment',
  owes: 'OrderPaymentProcessed or OrderPaymentFailed',
  starts: [OrderValidated],
  ends: [OrderPaymentProcessed, OrderPaymentFailed],
})

/** The money of an order that has ended. It starts with the refund that is owed: who was never charged is owed nothing. */
export const Refund = deadline({
  name: 'refund',
  by: 'payment',
  owes: 'OrderRefunded',
  starts: [RefundCard],
  ends: [OrderRefunded],
})

interface Settings {
  readonly CHARGE_WITHIN_MS: number
  readonly REFUND_WITHIN_MS: number
}

/** What payment owes, and for how long nobody needs to worry. */
export const deadlines = ({ CHARGE_WITHIN_MS, REFUND_WITHIN_MS }: Settings) => [
  Answer.within(CHARGE_WITHIN_MS),
  Refund.within(REFUND_WITHIN_MS),
]
