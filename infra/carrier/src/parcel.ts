import { type Static, Type } from 'typebox'

/** A name that the caller chose: a parcel's key, an order. */
export const Name = Type.String({ minLength: 1, maxLength: 200 })
const AddressLine = Type.String({ maxLength: 500 })

export const Recipient = Type.Object({
  name: AddressLine,
  street: AddressLine,
  postcode: AddressLine,
  city: AddressLine,
  country: AddressLine,
})

export const Booking = Type.Object({ key: Name, orderId: Name, recipient: Recipient })
export type Booking = Static<typeof Booking>

/** A parcel and what was asked of it. Where it is follows from that and the time. Times are epoch milliseconds. */
export type Parcel = Booking & {
  readonly trackingId: string
  readonly bookedAt: number
  /** When it left, and how long each of its steps takes: a parcel keeps the pace that it left with. */
  readonly handedOver?: { readonly at: number; readonly stepMs: number }
  readonly recalledAt?: number
}

/** What is kept under a key never changes: another body under the same key is a mistake of the caller. */
export const isSameBooking = (
  parcel: Parcel,
  { orderId, recipient: { name, street, postcode, city, country } }: Booking,
) =>
  parcel.orderId === orderId &&
  parcel.recipient.name === name &&
  parcel.recipient.street === street &&
  parcel.recipient.postcode === postcode &&
  parcel.recipient.city === city &&
  parcel.recipient.country === country

/** The carrier takes a parcel once. One that was recalled before stays where it is. */
export const handOver = (parcel: Parcel, at: number, stepMs: number): Parcel =>
  parcel.handedOver || parcel.recalledAt !== undefined ? parcel : { ...parcel, handedOver: { at, stepMs } }

/** Calls a parcel back, wherever it is; the first call counts. */
export const recall = (parcel: Parcel, at: number): Parcel =>
  parcel.recalledAt === undefined ? { ...parcel, recalledAt: at } : parcel
