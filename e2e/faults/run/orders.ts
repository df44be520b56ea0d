import { setTimeout as sleep } from 'node:timers/promises'
import type { Databases } from './databases.ts'

/** The orders that were placed, and which of them have not come to their end. */
export interface Orders {
  placed(orderId: string): void
  readonly count: number
  /** Those that have not ended by now. */
  open(): ReadonlySet<string>
  /** The one that was placed last of them. */
  anOpenOne(): string | undefined
}

const everyMilliseconds = 250

/** Follows the orders in the order service's own database until `stop`. */
export function followOrders(databases: Databases, stop: AbortSignal): { orders: Orders; followed: Promise<void> } {
  const open = new Set<string>()
  let count = 0
  const orders = {
    placed: (orderId: string) => {
      count++
      open.add(orderId)
    },
    get count() {
      return count
    },
    open: () => new Set(open),
    anOpenOne: () => [...open].at(-1),
  }
  return { orders, followed: follow(databases, open, stop) }
}

async function follow(databases: Databases, open: Set<string>, stop: AbortSignal) {
  while (!stop.aborted) {
    if (open.size > 0) for (const id of await ended(databases, [...open])) open.delete(id)
    await sleep(everyMilliseconds, undefined, { signal: stop }).catch(() => {})
  }
}

/** While the database is away, nothing is known to have ended. */
async function ended(databases: Databases, ids: readonly string[]): Promise<string[]> {
  const question = `select id from orders where id = any($1::uuid[]) and ${settled}`
  const rows = await databases.ask<{ id: string }>('order', question, [ids]).catch(() => [])
  return rows.map(({ id }) => id)
}

const settled = `(
  status in ('delivered', 'rejected')
  or state ->> 'goods' <> 'under way' and state ->> 'money' in ('refunded', 'not charged')
)`
