import type { Basket } from './basket.ts'
import type { Checkout } from './checkout.ts'

export const now = Date.UTC(2026, 10, 21)
export const orderId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c001'
export const customerId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c002'
export const eur = (minor: number) => ({ minor, currency: 'EUR' })

export const tea = { productId: 'tea', quantity: 2 }
export const cup = { productId: 'cup', quantity: 1 }
export const prices = new Map([
  ['tea', eur(1290)],
  ['cup', eur(850)],
])

/** A basket with tea and a cup, unless told otherwise. */
export const basket = (changes: Partial<Basket> = {}): Basket => ({
  customerId,
  items: [tea, cup],
  aside: [],
  ...changes,
})

export const checkout = (changes: Partial<Checkout> = {}): Checkout => ({
  orderId,
  recipient: {
    name: 'Ada',
    email: 'ada@example.org',
    street: 'Road 1',
    postcode: '20095',
    city: 'Hamburg',
    country: 'DE',
  },
  cardToken: 'card_approve',
  ...changes,
})
