import type { OrderRequestedData } from '@saga-shop/contracts'
import type { Order } from './order.ts'
import type { Product } from './product.ts'
import { Stock } from './stock.ts'
import { validate } from './validation.ts'

export const now = Date.UTC(2026, 10, 21)
export const orderId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c001'
export const customerId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c002'
export const eur = (minor: number) => ({ minor, currency: 'EUR' })

export const tea: Product = { id: 'tea', name: 'Tea for one', price: eur(1290), stocked: 100, available: 100 }

/** A request for tea at the right price, unless told otherwise. */
export const request = (changes: Partial<OrderRequestedData> = {}): OrderRequestedData => ({
  orderId,
  customerId,
  recipient: {
    name: 'Ada',
    email: 'ada@example.org',
    street: 'Road 1',
    postcode: '20095',
    city: 'Hamburg',
    country: 'DE',
  },
  lines: [{ productId: 'tea', quantity: 2, unitPrice: tea.price }],
  total: eur(2580),
  cardToken: 'card_approve',
  requestedAt: now,
  ...changes,
})

/** An order that was just validated. */
export function validated(): Order {
  const order = validate(undefined, request(), new Stock([tea]), now).becomes
  if (!order) throw new Error('the fixture should be valid')
  return order
}
