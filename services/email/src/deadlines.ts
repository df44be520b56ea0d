import {
  DeliveryFailed,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderRejected,
  OrderShipped,
} from '@saga-shop/contracts'
import { deadline } from '@saga-shop/runtime'
import { SendLetter } from './correspondence.ts'

/** Who to write to. News of an order whose customer is known leads to a letter at once, and nothing is written down. */
export const Recipient = deadline({
  name: 'recipient',
  by: 'basket',
  owes: 'OrderRequested, which says who to write to',
  starts: [OrderConfirmed, OrderRejected, OrderCancelled, OrderShipped, DeliveryFailed, OrderDelivered, OrderRefunded],
  ends: [SendLetter],
})

/** What letters wait for, and for how long nobody needs to worry. How long they may be on their way is said with the calls. */
export const deadlines = ({ LETTER_WITHIN_MS }: { readonly LETTER_WITHIN_MS: number }) => [
  Recipient.within(LETTER_WITHIN_MS),
]
