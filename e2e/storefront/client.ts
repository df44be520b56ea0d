import { Problem } from '@saga-shop/local'
import type {
  Accepted,
  Breaking,
  Catalogue,
  CheckOut,
  LiveEvent,
  Me,
  MyBasket,
  MyOrders,
  OrderPage,
  Owed,
  Parked,
  ParkedStory,
  SeenTo,
  ShopMap,
  Status,
  Trail,
  Trials,
} from '@saga-shop/storefront/api'
import { ask, type Question } from '../shop/index.ts'
import { listen } from './listen.ts'

/** The storefront says no. */
export class Refused extends Problem {
  readonly status: number
  constructor(path: string, status: number, body: unknown) {
    super(`${path} answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
  }
}

export type StorefrontClient = Awaited<ReturnType<typeof logInAt>>

/** The storefront as somebody sees it who is logged in there: `ada`, or the `keeper`. */
export async function logInAt(url: string, customer: string) {
  const response = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customer }),
  })
  if (!response.ok) throw new Problem(`${customer} could not log in at ${url}: ${response.status}`)
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const me = (await response.json()) as Me // as its schema says
  return {
    me,
    ...questions(url, { cookie }),
    live: (query: string, hear: (event: LiveEvent) => void, signal: AbortSignal) =>
      listen(`${url}/api/live?${query}`, { cookie }, hear, signal),
  }
}

function questions(url: string, headers: Record<string, string>) {
  const get = async <Body>(path: string) => insist<Body>(path, await ask<Body>(`${url}${path}`, { headers }))
  const send = async <Body>(path: string, question: Question) =>
    insist<Body>(path, await ask<Body>(`${url}${path}`, { ...question, headers: { ...headers, ...question.headers } }))
  return {
    status: () => get<Status>('/api/status'),
    catalogue: () => get<Catalogue>('/api/products'),
    trials: () => get<Trials>('/api/trials'),
    map: () => get<ShopMap>('/api/map'),
    owed: () => get<Owed>('/api/owed'),
    parked: () => get<Parked>('/api/parked'),
    seenTo: () => get<SeenTo>('/api/parked/seen-to'),
    parkedStory: (service: string, id: string) => get<ParkedStory>(`/api/parked/${service}/${id}`),
    breaking: () => get<Breaking>('/api/break'),
    trail: (orderId: string) => get<Trail>(`/api/trail/${orderId}`),
    order: (orderId: string) => get<OrderPage>(`/api/orders/${orderId}`),
    orders: () => get<MyOrders>('/api/orders'),
    fillBasket: (items: readonly { productId: string; quantity: number }[]) =>
      send<MyBasket>('/api/basket', { method: 'PUT', body: { items } }),
    checkOut: (body: CheckOut, key: string) =>
      send<Accepted>('/api/checkout', { method: 'POST', body, headers: { 'idempotency-key': key } }),
  }
}

function insist<Body>(path: string, { status, body }: { readonly status: number; readonly body: Body }): Body {
  if (status < 300) return body
  throw new Refused(path, status, body)
}
