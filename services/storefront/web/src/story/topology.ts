/** Who announces what, who listens, and where an order may stand: as contracts say it. */
export interface Topology {
  readonly services: readonly string[]
  /** Those that end an order come last. */
  readonly orderStates: readonly string[]
  readonly events: readonly EventKind[]
}

export interface EventKind {
  readonly type: string
  readonly owner: string
  readonly topic: string
  readonly listeners: readonly string[]
  readonly about: 'order' | 'product'
}

const undoing = new Set([
  'OrderRejected',
  'OrderCancelled',
  'OrderPaymentFailed',
  'OrderRefunded',
  'DeliveryFailed',
  'OrderReturned',
])

/** Whether an event says that something did not work, or is taken back: drawn dashed, in a colour of its own. */
export const undoes = (type: string) => undoing.has(type)

/** `order.order-validated.v1` in short: `order-validated`. */
export const shortTopic = (topic: string) => topic.replace(/^\w+\./, '').replace(/\.v\d+$/, '')

/** An order's id in short: its first and last four, as in `7f3a-19c2`. */
export const shortId = (id: string) => (id.length > 12 ? `${id.slice(0, 4)}-${id.slice(-4)}` : id)
