import { OrderReturned, type ReturnReason } from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import { bookParcel, type Recipient, recall, track } from './calls.ts'

interface Cancellable {
  readonly orderId: string
  /** The customer wants no parcel any more. */
  readonly cancelled: boolean
}
export interface Parcel extends Cancellable {
  readonly trackingId: string
}
interface Journey extends Parcel {
  /** How many steps of the carrier's history we have heard of. */
  readonly known: number
  readonly failedAttempts: number
}
export type Shipment =
  | { readonly orderId: string; readonly status: 'addressed'; readonly recipient: Recipient }
  | { readonly orderId: string; readonly status: 'confirmed' | 'cancelled' }
  | (Cancellable & { readonly status: 'booking' })
  | (Parcel & { readonly status: 'prepared' | 'held' })
  | (Journey & { readonly status: 'shipped' | 'delivered' })
  | {
      readonly orderId: string
      readonly status: 'returned'
      readonly reason: ReturnReason
      readonly trackingId: string | null
    }

/** Where to deliver is known. If the order is confirmed already, the parcel is booked; if it is cancelled, nobody needs to know. */
export function address(shipment: Shipment | undefined, orderId: string, to: Recipient): Decision<Shipment> {
  const { name, street, postcode, city, country } = to
  const recipient = { name, street, postcode, city, country } // the carrier writes no letters: the rest stays unknown
  if (!shipment) return becomes({ orderId, status: 'addressed', recipient })
  return shipment.status === 'confirmed' ? book(orderId, recipient) : nothing
}

/** The order is paid. One that was cancelled before this was heard never leaves. */
export function confirm(shipment: Shipment | undefined, orderId: string, now: number): Decision<Shipment> {
  switch (shipment?.status) {
    case undefined:
      return becomes({ orderId, status: 'confirmed' })
    case 'addressed':
      return book(orderId, shipment.recipient)
    case 'cancelled':
      return comesBack(orderId, null, 'NEVER_LEFT', now)
    default:
      return nothing
  }
}

/** The order is cancelled. While a call is under way that says where the parcel is, its answer is waited for. */
export function cancel(shipment: Shipment | undefined, orderId: string, now: number): Decision<Shipment> {
  switch (shipment?.status) {
    case undefined:
    case 'addressed':
      return becomes({ orderId, status: 'cancelled' })
    case 'confirmed':
      return comesBack(orderId, null, 'NEVER_LEFT', now)
    case 'booking':
    case 'prepared':
      return shipment.cancelled ? nothing : becomes({ ...shipment, cancelled: true })
    case 'held':
    case 'shipped':
      return shipment.cancelled ? nothing : becomes({ ...shipment, cancelled: true }, recall(orderId))
    case 'delivered':
      if (shipment.cancelled) return nothing
      return becomes({ ...shipment, cancelled: true }, recall(orderId), track(orderId, shipment.known))
    case 'cancelled':
    case 'returned':
      return nothing
  }
}

/** Whether nothing more is to come, unless the order is cancelled or confirmed yet. */
export const isOver = (shipment: Shipment): boolean =>
  shipment.status === 'returned' ||
  shipment.status === 'cancelled' ||
  (shipment.status === 'delivered' && !shipment.cancelled)

/** From here on the address travels with the call only. */
const book = (orderId: string, recipient: Recipient): Decision<Shipment> =>
  becomes({ orderId, status: 'booking', cancelled: false }, bookParcel(orderId, recipient))

/** The one end of a shipment that the customer does not keep. */
export const comesBack = (
  orderId: string,
  trackingId: string | null,
  reason: ReturnReason,
  now: number,
): Decision<Shipment> =>
  becomes(
    { orderId, status: 'returned', reason, trackingId },
    OrderReturned.of({ orderId, trackingId, reason, returnedAt: now }),
  )
