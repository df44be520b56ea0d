import { type Intent, intent } from '@saga-shop/runtime'

/** Where to deliver, as the carrier needs it. */
export interface Recipient {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

export interface Booked {
  readonly trackingId: string
}
/** Whether the parcel is on its way; if not, it was recalled before it could leave. */
export interface Left {
  readonly left: boolean
}
/** The step of a parcel's journey that followed on the first `known` ones. */
export interface Tracked {
  readonly known: number
  readonly step: Step
}
export type Step =
  | { readonly status: 'delivery_failed'; readonly attempt: number }
  | { readonly status: 'delivered' | 'lost' }
  | { readonly status: 'returned'; readonly reason: 'RECALLED' | 'UNDELIVERABLE' }

type Empty = Record<string, never>
/** The parcel is packed and booked; nothing has left yet. */
export const BookParcel = intent<{ readonly recipient: Recipient }, Booked>('book-parcel')
/** The carrier takes it, unless it was recalled. */
export const HandOver = intent<Empty, Left>('hand-over')
/** It shall come back, or not leave. */
export const Recall = intent<Empty, Left>('recall')
/** What happened next? */
export const Track = intent<{ readonly known: number }, Tracked>('track')

export const bookParcel = (orderId: string, recipient: Recipient): Intent =>
  BookParcel.of({ key: `${orderId}:book`, entity: orderId, body: { recipient } })

export const handOver = (orderId: string): Intent =>
  HandOver.of({ key: `${orderId}:hand-over`, entity: orderId, body: {} })

export const recall = (orderId: string): Intent => Recall.of({ key: `${orderId}:recall`, entity: orderId, body: {} })

/** Waits for the step after the `known` ones. One call a step: what follows has the same ids, whenever it is learned. */
export const track = (orderId: string, known: number): Intent =>
  Track.of({ key: `${orderId}:track:${known}`, entity: orderId, body: { known } })
