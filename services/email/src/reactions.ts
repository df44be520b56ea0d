import {
  DeliveryFailed,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderRejected,
  OrderRequested,
  OrderShipped,
} from '@saga-shop/contracts'
import { reactsWith } from '@saga-shop/runtime'
import { close, meet, SendLetter, tell } from './correspondence.ts'
import { correspondences } from './correspondences.ts'
import { cancelled, confirmed, delivered, deliveryFailed, refunded, rejected, shipped } from './news.ts'
import { heed, SettleLetter } from './word.ts'

const on = reactsWith(correspondences)

/** What the email service does when it hears of something. */
export const reactions = [
  on(OrderRequested, (known, { key, data }) => meet(known, key, data.recipient)),
  on(OrderConfirmed, (known, { key, id }) => tell(known, key, id, confirmed())),
  on(OrderRejected, (known, { key, id, data }) => tell(known, key, id, rejected(data))),
  on(OrderCancelled, (known, { key, id, data }) => tell(known, key, id, cancelled(data))),
  on(OrderShipped, (known, { key, id, data }) => tell(known, key, id, shipped(data))),
  on(DeliveryFailed, (known, { key, id, data }) => tell(known, key, id, deliveryFailed(data))),
  on(OrderDelivered, (known, { key, id }) => tell(known, key, id, delivered())),
  on(OrderRefunded, (known, { key, id, data }) => tell(known, key, id, refunded(data))),
  on(SendLetter.answered, (known, { data: { eventId, ...ending } }) => close(known, eventId, ending)),
  on(SettleLetter, (known, { data, now }) => heed(known, data, now)),
]
