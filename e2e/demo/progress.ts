import type { OrderState } from '@saga-shop/contracts'
import type { Order } from '../shop/index.ts'
import type { Errand } from './customers.ts'

/** An order as the demo knows it. `requested`: the order service has not decided yet. */
export interface Followed {
  readonly id: string
  readonly errand: Errand
  status: OrderState | 'requested'
  settled: boolean
  reason?: string | undefined
}

/** What became of all orders until now. */
export interface Progress {
  readonly wanted: number
  readonly orders: Map<string, Followed>
  /** Checkouts that were turned down on the spot, with the reason. */
  readonly refused: string[]
  /** When the first parcel arrived, by `performance.now()`. */
  firstDelivered: number | undefined
  /** When an order last moved. */
  lastMoved: number
}

export const startProgress = (wanted: number): Progress => ({
  wanted,
  orders: new Map(),
  refused: [],
  firstDelivered: undefined,
  lastMoved: performance.now(),
})

/** Notes how an order stands now. */
export function note(progress: Progress, { id, status, settled, reason }: Order): void {
  const followed = progress.orders.get(id)
  if (!followed) return
  if (followed.status !== status || followed.settled !== settled) progress.lastMoved = performance.now()
  Object.assign(followed, { status, settled, reason })
  if (status === 'delivered') progress.firstDelivered ??= performance.now()
}

export const openOrders = ({ orders }: Progress): Followed[] => [...orders.values()].filter(({ settled }) => !settled)

/** Whether all orders were placed, and nothing more is to come of any. */
export const isOver = (progress: Progress): boolean =>
  progress.orders.size + progress.refused.length === progress.wanted && openOrders(progress).length === 0
