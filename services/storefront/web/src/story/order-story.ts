/** The milestones of an order that goes well, in the order in which a customer sees them. */
export const milestones = ['requested', 'validated', 'paid', 'confirmed', 'shipped', 'delivered'] as const
export type Milestone = (typeof milestones)[number]

/** What is known of an order by the events about it. */
export interface OrderStory {
  readonly status: string
  readonly reached: readonly Milestone[]
  readonly failedAttempts: number
  readonly refunded: boolean
  readonly reason: string | undefined
}

export interface Happened {
  readonly type: string
  readonly data?: unknown
}

export const untold: OrderStory = {
  status: 'accepted',
  reached: [],
  failedAttempts: 0,
  refunded: false,
  reason: undefined,
}

const reaches: Readonly<Record<string, readonly Milestone[]>> = {
  OrderRequested: ['requested'],
  OrderValidated: ['requested', 'validated'],
  OrderPaymentProcessed: ['requested', 'validated', 'paid'],
  OrderConfirmed: ['requested', 'validated', 'paid', 'confirmed'],
  OrderShipped: ['requested', 'validated', 'paid', 'confirmed', 'shipped'],
  OrderDelivered: milestones,
}

const becomes: Readonly<Record<string, string>> = {
  OrderRequested: 'requested',
  OrderRejected: 'rejected',
  OrderValidated: 'validated',
  OrderConfirmed: 'confirmed',
  ShipmentPrepared: 'preparing',
  OrderShipped: 'shipped',
  OrderDelivered: 'delivered',
  OrderReturned: 'returned',
  OrderCancelled: 'cancelled',
}

// A later status wins over an earlier one that arrives late; what ended stays ended.
const rank = [
  'accepted',
  'requested',
  'validated',
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'returned',
  'rejected',
  'cancelled',
]

/** Whether an order gets from one status to the other, and not back. */
export const isLater = (status: string, than: string) => rank.indexOf(status) > rank.indexOf(than)

/** An order's story after one more event, whatever the sequence they come in. */
export function hear(story: OrderStory, { type, data }: Happened): OrderStory {
  const next = becomes[type] ?? story.status
  const reason = reasonIn(data)
  return {
    status: isLater(next, story.status) ? next : story.status,
    reached: milestones.filter((one) => story.reached.includes(one) || reaches[type]?.includes(one)),
    failedAttempts: type === 'DeliveryFailed' ? story.failedAttempts + 1 : story.failedAttempts,
    refunded: story.refunded || type === 'OrderRefunded',
    reason:
      type === 'OrderRejected' || type === 'OrderCancelled' || type === 'OrderReturned'
        ? (reason ?? story.reason)
        : story.reason,
  }
}

function reasonIn(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'reason' in data && typeof data.reason === 'string'
    ? data.reason
    : undefined
}

const isCalledOff = (status: string) => ['rejected', 'cancelled', 'returned'].includes(status)

/** How a status is coloured: well, under way, or undone. */
export function toneOf(status: string): 'good' | 'undo' | 'wait' | 'shipping' {
  if (status === 'delivered') return 'good'
  if (isCalledOff(status)) return 'undo'
  return status === 'shipped' || status === 'preparing' ? 'shipping' : 'wait'
}

/** The status in a customer's words. */
export function statusInWords({ status, refunded }: Pick<OrderStory, 'status' | 'refunded'>): string {
  return refunded && isCalledOff(status) ? `${status}, refunded` : status
}

/** Whether the customer may still call it off. */
export const mayCancel = (status: string) =>
  ['requested', 'validated', 'confirmed', 'preparing', 'shipped'].includes(status)
