import type { Item, Money } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import type {
  Basket,
  Charge,
  Checkout,
  Letter,
  Offer,
  Order,
  Payment,
  Placed,
  Product,
  Refund,
  Shipment,
  WrittenLetter,
} from './answers.ts'
import { insist, type Question } from './http.ts'
import { readinessOf } from './readiness.ts'

export interface ShopOptions {
  /** How long a customer asks again while nobody answers, in milliseconds: not at all. */
  readonly patience?: number
}

export type Shop = ReturnType<typeof openShop>

/** A running shop as its customers, its keeper and the world outside see it: over HTTP. */
export function openShop({ urls }: Pick<StackView, 'urls'>, { patience = 0 }: ShopOptions = {}) {
  const at = (name: string) => urls[name] ?? missing(name)
  const get = async <Body>(url: string) => (await insist<Body>(url, {}, patience)).body
  const send = async <Body>(url: string, question: Question) => (await insist<Body>(url, question, patience)).body

  return {
    /** Says how a product is; `token` names what it led to. */
    putProduct: (id: string, product: { name: string; price: Money; stocked: number }) =>
      send<{ token?: string }>(`${at('order')}/products/${id}`, { method: 'PUT', body: product }),
    product: (id: string) => get<Product>(`${at('order')}/products/${id}`),
    products: () => get<Product[]>(`${at('order')}/products`),
    offers: () => get<Offer[]>(`${at('basket')}/products`),

    basket: (customerId: string) => get<Basket>(`${at('basket')}/baskets/${customerId}`),
    fillBasket: (customerId: string, items: readonly Item[]) =>
      send(`${at('basket')}/baskets/${customerId}`, { method: 'PUT', body: { items } }),
    /** Orders what is in the basket. The same key is the same order, however often it is asked for. */
    checkOut: (customerId: string, checkout: Checkout, key: string) =>
      send<Placed>(`${at('basket')}/baskets/${customerId}/checkout`, {
        method: 'POST',
        body: checkout,
        headers: { 'idempotency-key': key },
      }),

    /** An order as it stands; not older than what the token names, or `stale`. */
    async order(id: string, after?: string) {
      const url = `${at('order')}/orders/${id}${after ? `?after=${after}` : ''}`
      const { body, headers } = await insist<Order>(url, {}, patience)
      return { ...body, stale: headers['saga-stale'] === 'true' }
    },
    /** The newest orders of a customer, 100 at the most. */
    ordersOf: (customerId: string) => get<Order[]>(`${at('order')}/orders?customerId=${customerId}&limit=100`),
    cancel: (orderId: string) => send<Placed>(`${at('order')}/orders/${orderId}/cancellation`, { method: 'POST' }),

    payment: (orderId: string) => get<Payment>(`${at('payment')}/payments/${orderId}`),
    shipment: (orderId: string) => get<Shipment>(`${at('shipping')}/shipments/${orderId}`),

    /** What the email service wrote, or tries to. */
    correspondence: (orderId: string) => get<WrittenLetter[]>(`${at('email')}/letters?orderId=${orderId}`),
    /** What the customer got, from the mail server's own books. */
    letters: async (orderId: string) =>
      (await get<{ letters: Letter[] }>(`${at('mail')}/letters?orderId=${orderId}`)).letters,
    /** What the bank did, from its own books. */
    bankLedger: () => get<{ charges: Charge[]; refunds: Refund[] }>(`${at('bank')}/ledger`),

    readiness: (name: string) => readinessOf(at(name)),
  }
}

function missing(name: string): never {
  throw new Error(`This stack has no ${name}`)
}
