import { OrderConfirmed, OrderDelivered, OrderReturned } from '@saga-shop/contracts'
import { deadline } from '@saga-shop/runtime'
import { BookParcel, HandOver, Recall, Track } from './calls.ts'
import { ComeBackAgain } from './reactions.ts'

/**
 * News of a paid order's parcel, until it has arrived or come back. Whatever the carrier tells leads to the next question
 * or to an end, so the deadline moves with each; a carrier that says the same for too long is silent.
 */
export const ParcelNews = deadline({
  name: 'parcel-news',
  by: 'shipping',
  owes: 'ShipmentPrepared, OrderShipped, OrderDelivered or OrderReturned',
  starts: [OrderConfirmed, BookParcel, HandOver, Track, Recall],
  ends: [OrderDelivered, OrderReturned, ComeBackAgain],
})

/** What shipping owes, and for how long nobody needs to worry. */
export const deadlines = ({ NEWS_WITHIN_MS }: { readonly NEWS_WITHIN_MS: number }) => [
  ParcelNews.within(NEWS_WITHIN_MS),
]
