import type { Kept } from './book.ts'
import { historyOf, statusOf } from './journey.ts'
import { type Booking, isSameBooking, type Parcel } from './parcel.ts'

const error = (key: string, code: string) => ({ key, status: 'error', code })

export const bookingLine = (booking: Booking, parcel: Parcel) =>
  isSameBooking(parcel, booking)
    ? { key: booking.key, trackingId: parcel.trackingId, status: 'booked' }
    : error(booking.key, 'idempotency_key_reused')

/** The answer to a handover stays what it was, however far the parcel has come since. */
export const handoverLine = (parcel: Parcel) => ({
  key: parcel.key,
  trackingId: parcel.trackingId,
  status: parcel.handedOver ? 'in_transit' : 'recalled',
})

export const recallLine = (parcel: Parcel, now: number) => ({
  key: parcel.key,
  trackingId: parcel.trackingId,
  status: statusOf(parcel, now),
})

export const trackLine = (parcel: Parcel, now: number) => ({
  ...recallLine(parcel, now),
  history: historyOf(parcel, now),
})

/** A parcel as the ledger shows it: without its recipient's name and address. */
export const ledgerLine = ({ parcel, requests }: Kept, now: number) => ({
  ...trackLine(parcel, now),
  orderId: parcel.orderId,
  postcode: parcel.recipient.postcode,
  requests,
})

/** A parcel that was never booked is an error of that item, not of the request. */
export const unknownLine = ({ key }: { key: string }) => error(key, 'unknown_parcel')
