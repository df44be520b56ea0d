import { OrderCancelled, OrderConfirmed } from '@saga-shop/contracts'
import { recollects } from '@saga-shop/runtime'
import { CancelAgain } from './reactions.ts'

/** What a restored order service knows from its own topics only: cancellations that no event had caused. */
export const recollections = [
  recollects(OrderCancelled, CancelAgain, ({ reason }, said) =>
    reason === 'PAYMENT_DECLINED' ? undefined : { reason, wasConfirmed: said.has(OrderConfirmed.topic) },
  ),
]
