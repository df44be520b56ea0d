import type { OrderPage, OrderSummary } from '../../../src/api.ts'
import { hear, isLater, milestones, type OrderStory, untold } from '../story/order-story.ts'

const reached: Readonly<Record<string, number>> = {
  requested: 1,
  validated: 2,
  confirmed: 4,
  preparing: 4,
  shipped: 5,
  delivered: 6,
  returned: 5,
}

/** What an order's summary tells of its story; events that are heard then add to it. */
export function storyOf({ status, settled, reason }: Pick<OrderSummary, 'status' | 'settled' | 'reason'>): OrderStory {
  return {
    ...untold,
    status,
    reason,
    reached: milestones.slice(0, reached[status] ?? 0),
    refunded: settled && status === 'returned',
  }
}

/** Two tellings of the same order as one: the further status, everything that either knows. */
export function merged(one: OrderStory, other: OrderStory): OrderStory {
  const later = isLater(other.status, one.status) ? other : one
  return {
    ...later,
    reached: milestones.filter((step) => one.reached.includes(step) || other.reached.includes(step)),
    refunded: one.refunded || other.refunded,
    failedAttempts: Math.max(one.failedAttempts, other.failedAttempts),
    reason: later.reason ?? one.reason ?? other.reason,
  }
}

/** The story as far as the storefront has heard it. */
export const heardStory = ({ heard }: Pick<OrderPage, 'heard'>): OrderStory => heard.reduce(hear, untold)
