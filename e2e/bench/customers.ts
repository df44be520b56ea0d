import { randomUUID } from 'node:crypto'
import type { Stack } from '@saga-shop/local'
import { Pool } from 'undici'
import { ask } from './ask.ts'

export const products = Array.from({ length: 20 }, (_, index) => `bench-${String(index + 1).padStart(2, '0')}`)
const price = { minor: 1290, currency: 'EUR' }
const recipient = {
  name: 'Canary',
  email: 'bench@canary.example.org',
  street: 'Canary Road 1',
  postcode: '20095',
  city: 'Hamburg',
  country: 'DE',
}
const checkoutBody = JSON.stringify({ recipient, cardToken: 'card_approve' })
const json = { 'content-type': 'application/json' }

/** Customers who fill a basket and check out, over kept-alive connections. */
export function openCustomers(basketUrls: readonly string[], connections: number) {
  const pools = basketUrls.map((url) => new Pool(url, { connections: Math.ceil(connections / basketUrls.length) }))
  let turn = 0

  async function send(pool: Pool, method: 'PUT' | 'POST', path: string, body: string, headers: Record<string, string>) {
    const { status, text } = await ask(pool, { method, path, body, headers: { ...json, ...headers } })
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}: ${text}`)
    return text
  }

  /** Fills the basket of a new customer; gives what checks it out and resolves with the order's id when that is accepted. */
  async function fillBasket(): Promise<() => Promise<string>> {
    const pool = pools[turn % pools.length] as Pool
    const productId = products[turn++ % products.length]
    const path = `/baskets/${randomUUID()}`
    await send(pool, 'PUT', path, JSON.stringify({ items: [{ productId, quantity: 1 }] }), {})
    return async () =>
      JSON.parse(await send(pool, 'POST', `${path}/checkout`, checkoutBody, { 'idempotency-key': '1' })).orderId
  }

  return {
    fillBasket,
    /** Places one order; resolves with its id when the checkout is accepted. */
    order: async () => await (await fillBasket())(),
    close: () => Promise.all(pools.map((pool) => pool.close())),
  }
}

export type Customers = ReturnType<typeof openCustomers>

/** Stocks the shelves for `orders` orders, and waits until customers see them. */
export async function stockShelves({ instances }: Stack, orders: number) {
  const [orderUrl] = instances('order')
  const [basketUrl] = instances('basket')
  const body = JSON.stringify({ name: 'Thing', price, stocked: Math.ceil(orders / products.length) * 2 + 1_000 })
  await Promise.all(
    products.map(async (id) => {
      const answer = await fetch(`${orderUrl}/products/${id}`, { method: 'PUT', body, headers: json })
      if (!answer.ok) throw new Error(`product ${id} could not be stocked: ${await answer.text()}`)
    }),
  )
  for (let tries = 0; tries < 100; tries++) {
    const seen: unknown = await (await fetch(`${basketUrl}/products`)).json()
    if (Array.isArray(seen) && products.every((id) => seen.some((product) => product.id === id))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the basket service did not hear of the products within 10 seconds')
}
