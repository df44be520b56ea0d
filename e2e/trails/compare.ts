import { setTimeout as sleep } from 'node:timers/promises'
import type { Trail } from '@saga-shop/storefront/api'
import { ask } from '../shop/index.ts'
import type { Truth } from './truth.ts'
import { wrongWith } from './wrong.ts'

/** What was looked at, and what is wrong with it. */
export interface Compared {
  readonly orders: number
  readonly events: number
  /** Rows of outboxes, records on topics, and hearings. */
  readonly hops: number
  readonly wrong: readonly string[]
}

// Who asks for trails at once; and how long who asks too often waits, in milliseconds.
const askers = 3
const rest = 2_000

/** Asks the storefront for the trail of each order, as its pages do, and holds it against what there is. */
export async function compareTrails(
  storefront: string,
  orders: readonly string[],
  truthOf: (orderId: string) => Truth,
  tell = (_: number) => {},
): Promise<Compared> {
  const queue = [...orders]
  const wrong: string[] = []
  let [events, hops] = [0, 0]
  async function work() {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const trail = await trailOf(storefront, next)
      wrong.push(...wrongWith(trail, truthOf(next)))
      events += trail.events.length
      hops += trail.events.reduce((sum, event) => sum + hopsOf(event), 0)
      tell(orders.length - queue.length)
    }
  }
  await Promise.all(Array.from({ length: askers }, work))
  return { orders: orders.length, events, hops, wrong }
}

const hopsOf = ({ outbox, records, hearings }: Trail['events'][number]) =>
  (outbox ? 1 : 0) + records.length + hearings.length

async function trailOf(storefront: string, orderId: string): Promise<Trail> {
  const { status, body } = await ask<Trail>(`${storefront}/api/trail/${orderId}`)
  if (status === 200) return body
  if (status !== 429) throw new Error(`the trail of ${orderId} was answered ${status}: ${JSON.stringify(body)}`)
  await sleep(rest)
  return await trailOf(storefront, orderId)
}
