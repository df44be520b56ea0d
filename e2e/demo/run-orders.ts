import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from '../shop/index.ts'
import { type Errand, errandsFor, goShopping, maybeCancel } from './customers.ts'
import type { Journey } from './journeys.ts'
import { isOver, note, openOrders, type Progress } from './progress.ts'

// Orders come at this pace, or faster when there are so many that it would take longer than that; in milliseconds.
const pause = 60
const longest = 20_000
// An order that has not ended so long after the last one was placed, is stuck.
const patience = 120_000

/** Places the orders, and follows them until nothing more is to come of any, or one seems stuck. */
export async function runOrders(shop: Shop, journeys: readonly Journey[], progress: Progress): Promise<void> {
  const over = new AbortController()
  const begin = performance.now()
  const gap = Math.min(pause, longest / journeys.length)
  const placed = Promise.all(
    errandsFor(journeys).map(async (errand) => {
      await sleep(errand.number * gap, undefined, { signal: over.signal })
      await place(shop, errand, progress)
    }),
  )
  const until = begin + gap * journeys.length + patience
  await Promise.all([placed, follow(shop, progress, until)]).finally(() => over.abort())
}

async function place(shop: Shop, errand: Errand, progress: Progress): Promise<void> {
  const checkedOut = await goShopping(shop, errand)
  if ('refused' in checkedOut) {
    progress.refused.push(checkedOut.refused)
    return
  }
  const { orderId, token } = checkedOut
  progress.orders.set(orderId, { id: orderId, errand, status: 'requested', settled: false })
  await maybeCancel(shop, errand, orderId, token)
}

/** Asks for the orders of every customer who has an open one, some times a second. */
async function follow(shop: Shop, progress: Progress, until: number): Promise<void> {
  while (!isOver(progress) && performance.now() < until) {
    const customers = new Set(openOrders(progress).map(({ errand }) => errand.customerId))
    const answers = await Promise.all([...customers].map((customer) => shop.ordersOf(customer)))
    for (const order of answers.flat()) note(progress, order)
    await sleep(150)
  }
}
