import type { CancelReason, Money, RejectReason } from '@saga-shop/contracts'
import type { News } from './news.ts'

/** What a letter says, without greeting and link. */
export interface Text {
  readonly subject: string
  readonly body: string
}

/** Says it in human words. `order` is the order's short id. */
export function textOf(news: News, order: string): Text {
  switch (news.about) {
    case 'OrderConfirmed':
      return {
        subject: `Your order ${order} is confirmed`,
        body: 'Thank you! Your payment has reached us, and we are packing your order. We write again as soon as it leaves.',
      }
    case 'OrderRejected':
      return {
        subject: `We could not take your order ${order}`,
        body: `We are sorry: ${whyRejected(news.reason, news.productId)} Nothing was charged, and everything is in your basket again.`,
      }
    case 'OrderCancelled':
      return { subject: `Your order ${order} is cancelled`, body: whyCancelled(news.reason) }
    case 'OrderShipped':
      return {
        subject: `Your order ${order} is on its way`,
        body: `Your parcel has left our warehouse. The carrier knows it as ${news.trackingId}.`,
      }
    case 'DeliveryFailed':
      return {
        subject: `We missed you: your order ${order}`,
        body: `The carrier rang, but nobody could take the parcel ${news.trackingId} (attempt ${news.attempt} of 3). After the third attempt it comes back to us, and you get your money back.`,
      }
    case 'OrderDelivered':
      return { subject: `Your order ${order} has arrived`, body: 'Your parcel was delivered. Enjoy it!' }
    case 'OrderRefunded':
      return {
        subject: `Your money for order ${order} is on its way back`,
        body: `We have returned ${amountOf(news.amount)} to the card you paid with. It may take your bank a few days to show it.`,
      }
  }
}

function whyRejected(reason: RejectReason, productId: string | null): string {
  const product = productId ? `“${productId}”` : 'one of the products'
  switch (reason) {
    case 'UNKNOWN_PRODUCT':
      return `${product} is not for sale any more.`
    case 'PRICE_CHANGED':
      return `the price of ${product} changed just as you ordered. Please have a look at the new one.`
    case 'OUT_OF_STOCK':
      return `there is not enough of ${product} left.`
    case 'OVER_LIMIT':
      return 'it comes to more than we can take in a single order.'
  }
}

function whyCancelled(reason: CancelReason): string {
  switch (reason) {
    case 'PAYMENT_DECLINED':
      return 'Your bank declined the payment, so we had to cancel the order. Nothing was charged. You are welcome to try again with another card.'
    case 'PAYMENT_OVERDUE':
      return 'Your payment did not reach us in time, so we had to cancel the order. Should the money still be taken, it goes back to you at once.'
    case 'CUSTOMER':
      return 'As you asked, we have cancelled your order. What you have paid goes back to your card, and a parcel that is already under way comes back to us.'
  }
}

function amountOf({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
