import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { products } from '../bench/customers.ts'
import { checkoutOf } from '../shop/index.ts'

/** How customers fared who came whether the shop could take them or not. */
export interface Fared {
  offered: number
  /** Orders that the shop took. */
  readonly accepted: Set<string>
  /** Refusals by status. */
  readonly refused: Record<string, number>
  /** Refusals that don't say when to come back, and answers that nobody wants. */
  readonly strange: string[]
  /** Nobody answered. */
  silent: number
  slowestMs: number
}

const json = { 'content-type': 'application/json' }
const patience = 15_000

/** Customers who each fill a basket and check out, over connections of their own. */
export function openCrowd(url: string) {
  const pool = new Pool(url, { connections: 400, headersTimeout: patience, bodyTimeout: patience })
  const fared: Fared = { offered: 0, accepted: new Set(), refused: {}, strange: [], silent: 0, slowestMs: 0 }

  /** Whether the shop said yes, and what else. */
  async function ask(method: 'PUT' | 'POST', path: string, body: object) {
    const began = performance.now()
    const headers = { ...json, 'idempotency-key': 'one' }
    const answer = await pool.request({ method, path, headers, body: JSON.stringify(body) })
    const text = await answer.body.text()
    fared.slowestMs = Math.max(fared.slowestMs, Math.round(performance.now() - began))
    if (answer.statusCode < 300) return { text }
    fared.refused[answer.statusCode] = (fared.refused[answer.statusCode] ?? 0) + 1
    if (![429, 503].includes(answer.statusCode) || !answer.headers['retry-after'])
      fared.strange.push(text.slice(0, 200))
    return undefined
  }

  /** One customer's attempt. Resolves with the order's id if it was taken. */
  async function attempt(): Promise<string | undefined> {
    const basket = `/baskets/${randomUUID()}`
    const productId = products[fared.offered++ % products.length]
    try {
      if (!(await ask('PUT', basket, { items: [{ productId, quantity: 1 }] }))) return undefined
      const taken = await ask('POST', `${basket}/checkout`, checkoutOf(fared.offered))
      const { orderId } = taken ? (JSON.parse(taken.text) as { orderId: string }) : {}
      if (orderId) fared.accepted.add(orderId)
      return orderId
    } catch {
      fared.silent++
      return undefined
    }
  }

  /** So many a second for so many seconds, whatever becomes of them. */
  async function come(rate: number, seconds: number): Promise<void> {
    const begin = performance.now()
    const attempts: Promise<unknown>[] = []
    for (let number = 0; number < rate * seconds; number++) {
      const early = begin + (number * 1_000) / rate - performance.now()
      if (early > 1) await sleep(early)
      attempts.push(attempt())
    }
    await Promise.all(attempts)
  }

  return { fared, attempt, come, close: () => pool.close() }
}

export type Crowd = ReturnType<typeof openCrowd>
