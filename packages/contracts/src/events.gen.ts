// Generated from events/**/*.avsc by `npm run generate`: change those.

import { type EventKind, event } from './event.ts'

/** A person: personal data. */
export interface Recipient {
  /** Full name, as on the parcel. */
  readonly name: string
  /** Where letters go. */
  readonly email: string
  /** Street and number. */
  readonly street: string
  /** Postal code; the carrier's sandbox decides by it. */
  readonly postcode: string
  /** City. */
  readonly city: string
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string
}

/** An amount in the minor unit of its currency: 1290 EUR is 12.90 euros. */
export interface Money {
  /** Whole minor units, never a fraction. */
  readonly minor: number
  /** ISO 4217 code, three capital letters. */
  readonly currency: string
}

/** One product of an order. */
export interface Line {
  /** The product. */
  readonly productId: string
  /** How many, at least one. */
  readonly quantity: number
  /** The price of one that the customer saw. */
  readonly unitPrice: Money
}

/** A customer checked out. The only event that carries personal data. */
export interface OrderRequestedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The customer who checked out. */
  readonly customerId: string
  /** Who to write to and where to deliver. */
  readonly recipient: Recipient
  /** What is ordered, at the prices the customer saw. Each product once. */
  readonly lines: readonly Line[]
  /** The sum over all lines. */
  readonly total: Money
  /** The bank's token for the customer's card; never the number. */
  readonly cardToken: string
  /** When the customer checked out, UTC. */
  readonly requestedAt: number
}

/** Why an order was cancelled. */
export type CancelReason = 'PAYMENT_DECLINED' | 'PAYMENT_OVERDUE' | 'CUSTOMER'

/** The order ends before its delivery counts: money taken goes back, and goods that are under way come back. */
export interface OrderCancelledData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The customer. Who that is travels in OrderRequested only. */
  readonly customerId: string
  /** Why. */
  readonly reason: CancelReason
  /** When, UTC. */
  readonly cancelledAt: number
}

/** How many of one product. */
export interface Item {
  /** The product. */
  readonly productId: string
  /** How many, at least one. */
  readonly quantity: number
}

/** The order is paid and goes to the warehouse. */
export interface OrderConfirmedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The customer. Who that is travels in OrderRequested only. */
  readonly customerId: string
  /** What to pack. */
  readonly lines: readonly Item[]
  /** When, UTC. */
  readonly confirmedAt: number
}

/** Why an order cannot be taken. */
export type RejectReason = 'UNKNOWN_PRODUCT' | 'PRICE_CHANGED' | 'OUT_OF_STOCK' | 'OVER_LIMIT'

/** The order cannot be taken; nothing was reserved and nothing is owed. */
export interface OrderRejectedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The customer. Who that is travels in OrderRequested only. */
  readonly customerId: string
  /** Why. */
  readonly reason: RejectReason
  /** The product at fault, where it is one. */
  readonly productId: string | null
  /** When, UTC. */
  readonly rejectedAt: number
}

/** The order is sound and its stock is reserved. */
export interface OrderValidatedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The customer. Who that is travels in OrderRequested only. */
  readonly customerId: string
  /** What the customer owes. */
  readonly total: Money
  /** The card to charge. */
  readonly cardToken: string
  /** When, UTC. */
  readonly validatedAt: number
}

/** How much is left. */
export type Availability = 'IN_STOCK' | 'FEW_LEFT' | 'SOLD_OUT'

/** A product as it is now: announced when its name, price or availability changes, not for each unit sold. */
export interface ProductChangedData {
  /** The product, and the key of the record. */
  readonly productId: string
  /** What it is called. */
  readonly name: string
  /** The price of one. */
  readonly price: Money
  /** How much is left, in words. */
  readonly availability: Availability
  /** When, UTC. */
  readonly changedAt: number
}

/** Why a card was not charged. ORDER_CANCELLED: the order ended before the bank was asked. */
export type PaymentFailure = 'DECLINED' | 'INSUFFICIENT_FUNDS' | 'ORDER_CANCELLED'

/** The card was not charged, and will not be. */
export interface OrderPaymentFailedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** Why. */
  readonly reason: PaymentFailure
  /** When, UTC. */
  readonly failedAt: number
}

/** The card was charged. */
export interface OrderPaymentProcessedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The payment. */
  readonly paymentId: string
  /** What was charged. */
  readonly amount: Money
  /** When, UTC. */
  readonly processedAt: number
}

/** The money went back to the card it came from. */
export interface OrderRefundedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The payment that was given back. */
  readonly paymentId: string
  /** The refund. */
  readonly refundId: string
  /** What was given back: all of it. */
  readonly amount: Money
  /** When, UTC. */
  readonly refundedAt: number
}

/** The carrier tried to deliver, and nobody took the parcel. */
export interface DeliveryFailedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The carrier's number for the parcel. */
  readonly trackingId: string
  /** Which attempt failed, counted from 1. */
  readonly attempt: number
  /** When, UTC. */
  readonly failedAt: number
}

/** The customer has the parcel. */
export interface OrderDeliveredData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The carrier's number for the parcel. */
  readonly trackingId: string
  /** When, UTC. */
  readonly deliveredAt: number
}

/** NEVER_LEFT and RECALLED answer a cancellation; UNDELIVERABLE after the last failed attempt; LOST: the goods will not come back to the shelf. */
export type ReturnReason = 'NEVER_LEFT' | 'RECALLED' | 'UNDELIVERABLE' | 'LOST'

/** The parcel will not stay with the customer: it is back, or lost for good. */
export interface OrderReturnedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The carrier's number, if there ever was a parcel. */
  readonly trackingId: string | null
  /** Why. */
  readonly reason: ReturnReason
  /** When, UTC. */
  readonly returnedAt: number
}

/** The carrier has the parcel. */
export interface OrderShippedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The carrier's number for the parcel. */
  readonly trackingId: string
  /** When, UTC. */
  readonly shippedAt: number
}

/** The parcel is packed and booked with the carrier. */
export interface ShipmentPreparedData {
  /** The order, and the key of the record. */
  readonly orderId: string
  /** The carrier's number for the parcel. */
  readonly trackingId: string
  /** When, UTC. */
  readonly preparedAt: number
}

/** A customer checked out. The only event that carries personal data. */
export const OrderRequested = event<OrderRequestedData>('basket', 'OrderRequested')

/** The order ends before its delivery counts: money taken goes back, and goods that are under way come back. */
export const OrderCancelled = event<OrderCancelledData>('order', 'OrderCancelled')

/** The order is paid and goes to the warehouse. */
export const OrderConfirmed = event<OrderConfirmedData>('order', 'OrderConfirmed')

/** The order cannot be taken; nothing was reserved and nothing is owed. */
export const OrderRejected = event<OrderRejectedData>('order', 'OrderRejected')

/** The order is sound and its stock is reserved. */
export const OrderValidated = event<OrderValidatedData>('order', 'OrderValidated')

/** A product as it is now: announced when its name, price or availability changes, not for each unit sold. */
export const ProductChanged = event<ProductChangedData>('order', 'ProductChanged')

/** The card was not charged, and will not be. */
export const OrderPaymentFailed = event<OrderPaymentFailedData>('payment', 'OrderPaymentFailed')

/** The card was charged. */
export const OrderPaymentProcessed = event<OrderPaymentProcessedData>('payment', 'OrderPaymentProcessed')

/** The money went back to the card it came from. */
export const OrderRefunded = event<OrderRefundedData>('payment', 'OrderRefunded')

/** The carrier tried to deliver, and nobody took the parcel. */
export const DeliveryFailed = event<DeliveryFailedData>('shipping', 'DeliveryFailed')

/** The customer has the parcel. */
export const OrderDelivered = event<OrderDeliveredData>('shipping', 'OrderDelivered')

/** The parcel will not stay with the customer: it is back, or lost for good. */
export const OrderReturned = event<OrderReturnedData>('shipping', 'OrderReturned')

/** The carrier has the parcel. */
export const OrderShipped = event<OrderShippedData>('shipping', 'OrderShipped')

/** The parcel is packed and booked with the carrier. */
export const ShipmentPrepared = event<ShipmentPreparedData>('shipping', 'ShipmentPrepared')

/** Every event of the shop. */
export const events: readonly EventKind<unknown>[] = [
  OrderRequested,
  OrderCancelled,
  OrderConfirmed,
  OrderRejected,
  OrderValidated,
  ProductChanged,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  DeliveryFailed,
  OrderDelivered,
  OrderReturned,
  OrderShipped,
  ShipmentPrepared,
]

