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

// Who asks for trails at once; how long they wait before they ask again, and for how long they do so, in milliseconds.
const askers = 3
const rest = 1_000
const patience = 30_000

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

/** On a busy machine a service may be late: the trail says so, and is asked for again, as the page does. */
async function trailOf(storefront: string, orderId: string): Promise<Trail> {
  for (const until = performance.now() + patience; ; await sleep(rest)) {
    const { status, body } = await ask<Trail>(`${storefront}/api/trail/${orderId}`)
    const isLate = performance.now() > until
    if (status === 200 && (body.complete || isLate)) return body
    const isBusy = status === 200 || status === 429
    if (!isBusy || isLate) throw new Error(`the trail of ${orderId} was answered ${status}: ${JSON.stringify(body)}`)
  }
}
