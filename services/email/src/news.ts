import type {
  CancelReason,
  DeliveryFailedData,
  Money,
  OrderCancelledData,
  OrderRefundedData,
  OrderRejectedData,
  OrderShippedData,
  RejectReason,
} from '@saga-shop/contracts'

/** What a letter is about: as much of an event as its text needs. */
export type News =
  | { readonly about: 'OrderConfirmed' }
  | { readonly about: 'OrderRejected'; readonly reason: RejectReason; readonly productId: string | null }
  | { readonly about: 'OrderCancelled'; readonly reason: CancelReason }
  | { readonly about: 'OrderShipped'; readonly trackingId: string }
  | { readonly about: 'DeliveryFailed'; readonly trackingId: string; readonly attempt: number }
  | { readonly about: 'OrderDelivered' }
  | { readonly about: 'OrderRefunded'; readonly amount: Money }

export const confirmed = (): News => ({ about: 'OrderConfirmed' })
export const rejected = ({ reason, productId }: OrderRejectedData): News => ({
  about: 'OrderRejected',
  reason,
  productId,
})
export const cancelled = ({ reason }: OrderCancelledData): News => ({ about: 'OrderCancelled', reason })
export const shipped = ({ trackingId }: OrderShippedData): News => ({ about: 'OrderShipped', trackingId })
export const deliveryFailed = ({ trackingId, attempt }: DeliveryFailedData): News => ({
  about: 'DeliveryFailed',
  trackingId,
  attempt,
})
export const delivered = (): News => ({ about: 'OrderDelivered' })
export const refunded = ({ amount }: OrderRefundedData): News => ({ about: 'OrderRefunded', amount })
