import type {
  Accepted,
  Catalogue,
  LiveEvent,
  MyBasket,
  MyOrders,
  OrderPage,
  Status,
  Trail,
} from '@saga-shop/storefront/api'
import { checkoutOf } from '../shop/index.ts'
import { type Message, readStream } from './event-stream.ts'
import { type Visitor, visit } from './visitor.ts'

/** A customer at the shop window, who knows what its answers look like. */
export interface Shopper extends Visitor {
  catalogue(): Promise<Catalogue>
  basket(): Promise<MyBasket>
  fill(productId: string, quantity?: number): Promise<MyBasket>
  /** Orders what is in the basket; rejects when that is refused. */
  checkOut(key: string, checkout?: ReturnType<typeof checkoutOf>): Promise<Accepted>
  orders(): Promise<MyOrders>
  order(id: string): Promise<OrderPage>
  trail(id: string): Promise<Trail>
  status(): Promise<Status>
  /** Watches events until told to stop; answers what was heard by then. */
  watch(query: string, lastId?: string): { readonly messages: Message[]; stop(): Promise<Message[]> }
}

/** Logs in as a demo account. */
export async function shopAs(name: string, url: string): Promise<Shopper> {
  const visitor = visit(url)
  await visitor.logIn(name)
  const get = async <Body>(path: string) => good(path, await visitor.ask<Body>(path))

  return {
    ...visitor,
    catalogue: () => get('/api/products'),
    basket: () => get('/api/basket'),
    fill: async (productId, quantity = 1) => {
      const body = { items: [{ productId, quantity }] }
      return good('filling', await visitor.ask<MyBasket>('/api/basket', { method: 'PUT', body }))
    },
    checkOut: async (key, body = checkoutOf(1)) => {
      const headers = { 'idempotency-key': key }
      return good('checkout', await visitor.ask<Accepted>('/api/checkout', { method: 'POST', body, headers }))
    },
    orders: () => get('/api/orders'),
    order: (id) => get(`/api/orders/${id}`),
    trail: (id) => get(`/api/trail/${id}`),
    status: () => get('/api/status'),
    watch: (query, lastId) => {
      const messages: Message[] = []
      const over = new AbortController()
      const headers = { cookie: visitor.cookies(), ...(lastId && { 'last-event-id': lastId }) }
      const reading = readStream(`${url}/api/live?${query}`, headers, (message) => messages.push(message), over.signal)
      return {
        messages,
        stop: async () => {
          over.abort()
          await reading.catch(() => {})
          return messages
        },
      }
    },
  }
}

/** The events among messages. */
export const eventsIn = (messages: readonly Message[]) =>
  messages.flatMap(({ event, data }) => (event === 'message' ? [data as LiveEvent] : []))

function good<Body>(what: string, { status, body }: { readonly status: number; readonly body: Body }): Body {
  if (status >= 400) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`)
  return body
}
