import type { Because } from '../../../src/api.ts'

/** What a transaction that announced something is called, in a word or two. */
export function announcerLabel({ kind, name }: Because, announces: string): string {
  if (kind === 'request')
    return announces === 'OrderRequested' ? 'checkout' : announces === 'OrderCancelled' ? 'cancel' : 'request'
  if (kind === 'outcome') return outcomes[announces] ?? name ?? 'answer'
  if (kind === 'deadline') return 'too late'
  if (announces === 'OrderRequested') return 'checkout'
  return decides[announces] ?? outcomes[announces] ?? 'decides'
}

/** What a transaction that heard something is called. */
export const listenerLabel = (service: string, type: string) => hears[`${service} ${type}`] ?? 'hears it'

const decides: Readonly<Record<string, string>> = {
  OrderValidated: 'validate',
  OrderRejected: 'reject',
  OrderConfirmed: 'confirm',
  OrderCancelled: 'cancel',
}
const outcomes: Readonly<Record<string, string>> = {
  OrderPaymentProcessed: 'charged',
  OrderPaymentFailed: 'declined',
  OrderRefunded: 'refunded',
  ShipmentPrepared: 'prepare',
  OrderShipped: 'hand over',
  DeliveryFailed: 'nobody in',
  OrderDelivered: 'deliver',
  OrderReturned: 'back',
}
const hears: Readonly<Record<string, string>> = {
  'payment OrderValidated': 'intent',
  'payment OrderCancelled': 'settle up',
  'payment OrderReturned': 'settle up',
  'shipping OrderRequested': 'address',
  'shipping OrderConfirmed': 'book',
  'shipping OrderCancelled': 'recall',
  'email OrderRequested': 'recipient',
  'order ShipmentPrepared': 'preparing',
  'order OrderShipped': 'shipped',
  'order OrderDelivered': 'delivered',
  'order OrderReturned': 'returned',
  'order OrderRefunded': 'refunded',
  'order DeliveryFailed': 'noted',
  'basket OrderConfirmed': 'empty',
  'basket OrderRejected': 'give back',
  'basket OrderCancelled': 'let go',
  ...Object.fromEntries(
    [
      'OrderConfirmed',
      'OrderRejected',
      'OrderCancelled',
      'OrderShipped',
      'DeliveryFailed',
      'OrderDelivered',
      'OrderRefunded',
    ].map((type) => [`email ${type}`, 'letter']),
  ),
}
