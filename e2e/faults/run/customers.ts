import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, checkoutOf, type Placed, type Question } from '../../shop/index.ts'
import type { Random } from '../plan/random.ts'
import { type Errand, nextErrand } from './errands.ts'
import type { Scene } from './scene.ts'

export interface CustomersOptions {
  readonly perSecond: number
  readonly random: Random
  /** The shop is closed: nobody waits at its door any more. */
  readonly over: AbortSignal
}

export interface Customers {
  /** No new ones come; resolves when all who came have what they came for, or have waited so long: with how many still do. */
  stop(patience: number): Promise<number>
  /** They come again. */
  go(): void
}

// How many may stand at the door at once; while it is closed, nobody else comes.
const atTheDoor = 30

/** Customers who come at a modest rate, and ask again with the same key until they are answered, whatever happens. */
export function openCustomers(scene: Scene, { perSecond, random, over }: CustomersOptions): Customers {
  const shopping = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  function come() {
    if (shopping.size >= atTheDoor) return
    const visit = shop(nextErrand(random))
      .catch((error) => {
        if (!over.aborted) scene.note(`a customer was turned away: ${error instanceof Error ? error.message : error}`)
      })
      .finally(() => shopping.delete(visit))
    shopping.add(visit)
  }

  async function shop({ items, cancelsAfter, ...checkout }: Errand) {
    const [basket, order] = [scene.stack.urls.basket, scene.stack.urls.order]
    const customer = `${basket}/baskets/${randomUUID()}`
    await insist({ scene, over }, customer, { method: 'PUT', body: { items } })
    const body = checkoutOf(random.between(0, 9), checkout)
    const headers = { 'idempotency-key': randomUUID() }
    const { orderId } = await insist({ scene, over }, `${customer}/checkout`, { method: 'POST', body, headers })
    if (!orderId) return scene.note('a checkout was answered without an order')
    scene.orders.placed(orderId)
    if (cancelsAfter === undefined) return
    await sleep(cancelsAfter, undefined, { signal: over })
    await insist({ scene, over }, `${order}/orders/${orderId}/cancellation`, { method: 'POST' }, [404])
  }

  const go = () => {
    timer ??= setInterval(come, 1_000 / perSecond)
  }
  go()
  return {
    go,
    stop: async (patience) => {
      clearInterval(timer)
      timer = undefined
      await Promise.race([Promise.all(shopping), sleep(patience, undefined, { signal: over, ref: false })])
      return shopping.size
    },
  }
}

/** Asks until there is an answer, or the shop is closed. A no is an answer, but for `notYet`: what is asked for may be on its way. */
async function insist(
  { scene, over }: { readonly scene: Scene; readonly over: AbortSignal },
  url: string,
  question: Question,
  notYet: readonly number[] = [],
): Promise<Placed> {
  for (let again = 100; ; again = Math.min(2 * again, 1_000)) {
    const answer = await ask<Placed>(url, { ...question, within: 5_000 }).catch(() => undefined)
    if (answer && ![...notYet, 429, 503].includes(answer.status)) {
      if (answer.status < 500) return answer.body
      scene.note(`${question.method} ${new URL(url).pathname.split('/')[1]} was answered with ${answer.status}`)
    }
    await sleep(again, undefined, { signal: over })
  }
}
