import type { Availability, Item, Money, OrderState, Recipient } from '@saga-shop/contracts'

/** A product as the shopkeeper sees it. */
export interface Product {
  readonly id: string
  readonly name: string
  readonly price: Money
  /** All units there ever were: available, reserved and gone. */
  readonly stocked: number
  readonly available: number
  readonly reserved: number
  readonly gone: number
}

/** A product as a customer sees it. */
export interface Offer {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly availability: Availability
}

export interface Basket {
  readonly customerId: string
  readonly items: readonly Item[]
  /** Orders that were asked for and are not decided. */
  readonly undecided: readonly string[]
}

/** What a customer says to check out. */
export interface Checkout {
  readonly recipient: Recipient
  readonly cardToken: string
}

/** What a request leads to: `token` names the event that carries it on. */
export interface Placed {
  readonly orderId: string
  readonly token?: string
}

export interface Order {
  readonly id: string
  readonly customerId: string
  readonly status: OrderState
  /** Nothing more is to come. */
  readonly settled: boolean
  readonly reason?: string
  readonly lines: readonly Item[]
  readonly total: Money
}

export interface Payment {
  readonly orderId: string
  readonly status: 'cancelled' | 'voided' | 'charging' | 'declined' | 'charged' | 'refunding' | 'refunded'
  readonly amount?: Money
  readonly reason?: string
}

export interface Shipment {
  readonly orderId: string
  readonly status: string
  readonly over: boolean
  readonly trackingId: string | null
  readonly failedAttempts: number
  /** Since when the carrier has had no news, if that is too long. */
  readonly silentSince: string | null
  readonly reason?: string
}

/** A letter as the email service keeps it. */
export interface WrittenLetter {
  readonly orderId: string
  readonly eventId: string
  /** The event that it tells of. */
  readonly about: string
  readonly status: 'waiting' | 'posted' | 'sent' | 'refused' | 'unknown'
}

/** A letter as it came out of the mail server. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly orderId: string
  readonly eventId: string
}

export interface Charge {
  readonly key: string
  readonly orderId: string
  readonly status: 'approved' | 'declined'
  readonly amount: Money
  /** How often it was asked for. */
  readonly requests: number
}

export interface Refund {
  readonly key: string
  readonly chargeKey: string
  readonly amount: Money
  readonly requests: number
}

/** Whether a process can do its work; if not, why. */
export interface Readiness {
  readonly ready: boolean
  readonly why: string
}
