import { setTimeout as sleep } from 'node:timers/promises'
import type { Trail } from '@saga-shop/storefront/api'
import type { StorefrontClient } from '../storefront/client.ts'

const ends = new Set(['OrderDelivered', 'OrderRejected', 'OrderReturned', 'OrderRefunded', 'OrderCancelled'])

interface Following {
  show(trail: Trail): void
  readonly signal: AbortSignal
}

/** Asks for an order's trail again and again until nothing more is to come, or it is told to stop. Answers the last. */
export async function follow(keeper: StorefrontClient, order: string, { show, signal }: Following): Promise<Trail> {
  for (;;) {
    const trail = await keeper.trail(order)
    if (signal.aborted || trail.events.length === 0 || isOver(trail)) return trail
    show(trail)
    await sleep(500, undefined, { signal }).catch(() => {})
  }
}

/** Everybody has said everything, and the story has an end. */
export const isOver = ({ complete, calls, deadlines, events }: Trail) =>
  complete &&
  calls.length === 0 &&
  deadlines.length === 0 &&
  events.some(({ type }) => ends.has(type)) &&
  events.every(({ hearings }) => hearings.every(({ verdict }) => verdict !== 'on-its-way' && verdict !== 'early'))
