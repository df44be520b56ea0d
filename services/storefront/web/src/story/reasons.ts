import type { OrderStory } from './order-story.ts'

const rejected: Readonly<Record<string, string>> = {
  UNKNOWN_PRODUCT: 'We do not sell that. Nothing was charged, and your basket is as it was.',
  PRICE_CHANGED: 'The price changed while you were checking out. Nothing was charged; look at your basket again.',
  OUT_OF_STOCK: 'There was not enough of it left. Nothing was charged, and your basket is as it was.',
  OVER_LIMIT: 'That is more than we sell in one order. Nothing was charged, and your basket is as it was.',
}

const returned: Readonly<Record<string, string>> = {
  UNDELIVERABLE: 'Nobody was in, three times. The parcel came back',
  LOST: 'The carrier lost the parcel',
  RECALLED: 'The parcel was called back on its way',
  NEVER_LEFT: 'The parcel never left the warehouse',
}

/** What became of an order and why, in a sentence for the customer; nothing where the milestones say it all. */
export function explain({ status, reached, refunded, reason, failedAttempts }: OrderStory): string | undefined {
  if (status === 'accepted') return 'We have your order. The event that tells everybody else of it is on its way.'
  if (status === 'rejected') return rejected[reason ?? ''] ?? 'We could not take this order. Nothing was charged.'
  if (status === 'returned') return `${returned[reason ?? ''] ?? 'The parcel came back'}; ${money(refunded)}`
  if (status === 'cancelled') return cancelled(reason, reached.includes('paid'), refunded)
  if (status === 'delivered' || failedAttempts === 0) return undefined
  return failedAttempts === 1
    ? 'Nobody was in. The carrier tries again.'
    : `Nobody was in, ${failedAttempts} times. The carrier tries again.`
}

function cancelled(reason: string | undefined, paid: boolean, refunded: boolean): string {
  if (reason === 'PAYMENT_DECLINED')
    return 'The bank declined the card. Nothing was charged, and what you wanted is back on the shelf.'
  if (reason === 'PAYMENT_OVERDUE') return `The bank did not answer in time. ${afterAll(paid, refunded)}`
  if (refunded) return 'You cancelled it: charged once, given back once.'
  return paid
    ? 'You cancelled it; your money is on its way back.'
    : 'You cancelled it. If the bank charged the card meanwhile, the money comes back by itself.'
}

function afterAll(paid: boolean, refunded: boolean): string {
  if (refunded) return 'It had charged the card after all: you have your money back.'
  return paid
    ? 'It has charged the card after all: your money is on its way back.'
    : 'If it charged the card after all, the money comes back by itself.'
}

const money = (refunded: boolean) => (refunded ? 'you have your money back.' : 'your money is on its way back.')
