import {
  DeliveryFailed,
  type Fact,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderRejected,
  OrderRequested,
  OrderShipped,
} from '@saga-shop/contracts'

export const now = Date.UTC(2026, 10, 21)
export const orderId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c001'
export const customerId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c002'
export const ada = { name: 'Ada', email: 'ada@example.org' }
const trackingId = 'PX-1'

export const requested = (order = orderId, email = ada.email): Fact =>
  OrderRequested.of({
    orderId: order,
    customerId,
    recipient: { name: 'Ada', email, street: 'Road 1', postcode: '20095', city: 'Hamburg', country: 'DE' },
    lines: [{ productId: 'tea', quantity: 1, unitPrice: { minor: 1290, currency: 'EUR' } }],
    total: { minor: 1290, currency: 'EUR' },
    cardToken: 'card_approve',
    requestedAt: now,
  })

export const confirmed = (order = orderId): Fact =>
  OrderConfirmed.of({ orderId: order, customerId, lines: [{ productId: 'tea', quantity: 1 }], confirmedAt: now })

/** Everything that a customer may be told of one order; no order has it all. */
export const everything = (order = orderId): Fact[] => [
  confirmed(order),
  OrderRejected.of({ orderId: order, customerId, reason: 'OUT_OF_STOCK', productId: 'tea', rejectedAt: now }),
  OrderCancelled.of({ orderId: order, customerId, reason: 'CUSTOMER', cancelledAt: now }),
  OrderShipped.of({ orderId: order, trackingId, shippedAt: now }),
  DeliveryFailed.of({ orderId: order, trackingId, attempt: 1, failedAt: now }),
  DeliveryFailed.of({ orderId: order, trackingId, attempt: 2, failedAt: now }),
  OrderDelivered.of({ orderId: order, trackingId, deliveredAt: now }),
  OrderRefunded.of({
    orderId: order,
    paymentId: orderId,
    refundId: orderId,
    amount: { minor: 1290, currency: 'EUR' },
    refundedAt: now,
  }),
]
