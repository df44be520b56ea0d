import { setTimeout as sleep } from 'node:timers/promises'
import type { Trail } from '@saga-shop/storefront/api'
import { Refused, type StorefrontClient } from '../storefront/client.ts'

const ends = new Set(['OrderDelivered', 'OrderRejected', 'OrderReturned', 'OrderRefunded', 'OrderCancelled'])

interface Following {
  show(trail: Trail): void
  readonly signal: AbortSignal
}

/** Asks for an order's trail again and again until nothing more is to come, or it is told to stop. Answers the last, if any. */
export async function follow(
  keeper: Pick<StorefrontClient, 'trail'>,
  order: string,
  { show, signal }: Following,
): Promise<Trail | undefined> {
  for (;;) {
    const trail = await keeper.trail(order).catch(unlessUnknown)
    if (!trail || trail.events.length === 0) return undefined
    if (signal.aborted || isOver(trail)) return trail
    show(trail)
    await sleep(500, undefined, { signal }).catch(() => {})
  }
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof Refused) || error.status !== 404) throw error
}

/** Everybody has said everything, and the story has an end. */
export const isOver = ({ complete, calls, deadlines, events }: Trail) =>
  complete &&
  calls.length === 0 &&
  deadlines.length === 0 &&
  events.some(({ type }) => ends.has(type)) &&
  events.every(({ hearings }) => hearings.every(({ verdict }) => verdict !== 'on-its-way' && verdict !== 'early'))
