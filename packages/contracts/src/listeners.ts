import type { EventKind } from './event.ts'
import {
  DeliveryFailed,
  events,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  OrderRejected,
  OrderRequested,
  OrderReturned,
  OrderShipped,
  OrderValidated,
  ProductChanged,
  ShipmentPrepared,
} from './events.gen.ts'

/** What each service listens to. Its reactions are held against this, and it may read nothing else. */
export const listensTo = {
  basket: [ProductChanged, OrderRejected, OrderConfirmed, OrderCancelled],
  order: [
    OrderRequested,
    OrderPaymentProcessed,
    OrderPaymentFailed,
    ShipmentPrepared,
    OrderShipped,
    DeliveryFailed,
    OrderDelivered,
    OrderReturned,
    OrderRefunded,
  ],
  payment: [OrderValidated, OrderCancelled, OrderReturned],
  // Where to deliver is personal data, and travels in OrderRequested only.
  shipping: [OrderRequested, OrderConfirmed, OrderCancelled],
  // So is who to write to.
  email: [
    OrderRequested,
    OrderConfirmed,
    OrderRejected,
    OrderCancelled,
    OrderShipped,
    DeliveryFailed,
    OrderDelivered,
    OrderRefunded,
  ],
} as const

export type Service = keyof typeof listensTo

/** The event kinds that a service listens to. */
export type Heard<Name extends Service> = (typeof listensTo)[Name][number]

export const services: readonly Service[] = ['basket', 'order', 'payment', 'shipping', 'email']

/** What a service announces. */
export const announcedBy = (service: Service) => events.filter(({ owner }) => owner === service)

/** Who listens to an event. */
export const listenersOf = (kind: EventKind<unknown>): readonly Service[] =>
  services.filter((service) => heardBy(service).includes(kind))

/** What a service listens to. */
export const heardBy = (service: Service): readonly EventKind<unknown>[] => listensTo[service]
