import { type Static, Type } from 'typebox'
import { Missing, Money, Part, Time } from './parts.ts'

const Line = Type.Object({ productId: Type.String(), quantity: Type.Integer() })

/** An order as its service keeps it. */
export const Order = Type.Object(
  {
    id: Type.String(),
    customerId: Type.String(),
    status: Type.String({
      description: 'validated, confirmed, preparing, shipped, delivered, rejected, cancelled or returned',
    }),
    settled: Type.Boolean({ description: 'Nothing more is to come' }),
    reason: Type.Optional(Type.String()),
    lines: Type.Array(Line),
    total: Money,
  },
  { title: 'Order' },
)
export type Order = Static<typeof Order>

export const Payment = Type.Object(
  {
    orderId: Type.String(),
    status: Type.String({ description: 'cancelled, voided, charging, declined, charged, refunding or refunded' }),
    amount: Type.Optional(Money),
    reason: Type.Optional(Type.String()),
    paymentId: Type.Optional(Type.String()),
    refundId: Type.Optional(Type.String()),
  },
  { title: 'Payment' },
)
export type Payment = Static<typeof Payment>

export const Shipment = Type.Object(
  {
    orderId: Type.String(),
    status: Type.String(),
    over: Type.Boolean(),
    cancelled: Type.Boolean(),
    trackingId: Type.Union([Type.String(), Type.Null()]),
    failedAttempts: Type.Integer(),
    reason: Type.Optional(Type.String()),
    silentSince: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'Shipment' },
)
export type Shipment = Static<typeof Shipment>

export const Letter = Type.Object(
  {
    orderId: Type.String(),
    eventId: Type.String(),
    about: Type.String({ description: 'The event that it tells of' }),
    status: Type.String({ description: 'waiting, posted, sent, refused or unknown' }),
  },
  { title: 'Letter' },
)
export type Letter = Static<typeof Letter>

/** An event of this order that the storefront has heard itself, whatever the services say. */
export const Heard = Type.Object(
  { type: Type.String(), source: Type.String({ description: 'Who announced it' }), time: Time, id: Type.String() },
  { title: 'Heard' },
)
export type Heard = Static<typeof Heard>

/** `GET /api/orders/:id`: asked for in parallel; a late or dead service leaves its part missing, never the whole page. */
export const OrderPage = Type.Object(
  {
    orderId: Type.String(),
    order: Part(Order),
    payment: Part(Payment),
    shipment: Part(Shipment),
    letters: Part(Type.Array(Letter)),
    heard: Type.Array(Heard, { description: 'Oldest first; also when no service answers' }),
    status: Type.String({
      description:
        'The order’s status; what the events heard so far make of it while the order service is silent; `accepted` before that, `unknown` when nobody can say',
    }),
  },
  { title: 'OrderPage' },
)
export type OrderPage = Static<typeof OrderPage>

export const OrderSummary = Type.Object(
  {
    id: Type.String(),
    status: Type.String(),
    settled: Type.Boolean(),
    lines: Type.Array(Line),
    total: Type.Optional(Money),
    reason: Type.Optional(Type.String()),
    requestedAt: Type.Optional(Time),
  },
  { title: 'OrderSummary' },
)
export type OrderSummary = Static<typeof OrderSummary>

/** `GET /api/orders`: the caller’s orders, newest first; those that were accepted and whose event is still on its way, too. */
export const MyOrders = Type.Object(
  {
    orders: Type.Array(OrderSummary),
    from: Type.Union([Type.Literal('order'), Type.Literal('own-view')]),
    missing: Type.Optional(Missing),
    undecided: Type.Optional({
      ...Missing,
      description: 'Orders that were accepted a moment ago may be left out: why nobody can say',
    }),
  },
  { title: 'MyOrders' },
)
export type MyOrders = Static<typeof MyOrders>
