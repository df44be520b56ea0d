import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from '../shop/index.ts'
import { type Errand, errandsFor, goShopping, maybeCancel } from './customers.ts'
import { inTurn } from './in-turn.ts'
import type { Journey } from './journeys.ts'
import { isOver, note, openOrders, type Progress } from './progress.ts'

// Orders come at this pace, or faster when there are so many that it would take longer than that; in milliseconds.
const pause = 60
const longest = 20_000
// When no order has moved for so long, those that have not ended are stuck.
const patience = 60_000

/**
 * Places the orders, with so many milliseconds between them if it is said, and follows them until nothing more is to come
 * of any, or no one moves any more.
 */
export async function runOrders(
  shop: Shop,
  journeys: readonly Journey[],
  progress: Progress,
  gap = Math.min(pause, longest / journeys.length),
): Promise<void> {
  const over = new AbortController()
  const placing: Placing = { shop, progress, signal: over.signal, customers: inTurn() }
  const placed = errandsFor(journeys).map(async (errand) => {
    await sleep(errand.number * gap, undefined, over)
    await place(errand, placing)
  })
  const followed = follow(shop, progress, over.signal).finally(() => over.abort())
  try {
    await Promise.all([...placed, followed])
  } catch (error) {
    if (!over.signal.aborted) throw error
  } finally {
    over.abort()
  }
  await followed
}

interface Placing {
  readonly shop: Shop
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Each has one basket: what goes into it is ordered before anything else goes in. */
  readonly customers: ReturnType<typeof inTurn>
}

async function place(errand: Errand, { shop, progress, signal, customers }: Placing): Promise<void> {
  const checkedOut = await customers(errand.customerId, () => goShopping(shop, errand))
  if ('refused' in checkedOut) {
    progress.refused.push(checkedOut.refused)
    return
  }
  const { orderId, token } = checkedOut
  progress.orders.set(orderId, { id: orderId, errand, status: 'requested', settled: false })
  await maybeCancel(shop, errand, { orderId, token, signal })
}

/** Asks for the orders of every customer who has an open one, some times a second. */
async function follow(shop: Shop, progress: Progress, signal: AbortSignal): Promise<void> {
  while (!isOver(progress) && !signal.aborted && performance.now() < progress.lastMoved + patience) {
    const customers = new Set(openOrders(progress).map(({ errand }) => errand.customerId))
    const answers = await Promise.all([...customers].map((customer) => shop.ordersOf(customer)))
    for (const order of answers.flat()) note(progress, order)
    await sleep(150)
  }
}
