import { OrderRequested, type OrderRequestedData } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { basket, checkout, customerId, now, orderId, prices, tea } from './basket.fixtures.ts'
import { checkOut, checkOutAgain } from './checkout.ts'

const requested = checkOut(basket(), checkout(), prices, now).announces[0]?.data as OrderRequestedData

test('a basket that was restored loses what had been ordered from it, and keeps that aside', () => {
  const decision = checkOutAgain(basket(), requested)
  expect(decision.becomes).toEqual(checkOut(basket(), checkout(), prices, now).becomes)
  expect(decision.announces).toEqual([OrderRequested.of(requested)])
})

test('a basket that was restored keeps what came in beside, and may have lost what was ordered', () => {
  const fuller = basket({ items: [{ ...tea, quantity: tea.quantity + 3 }] })
  expect(checkOutAgain(fuller, requested).becomes?.items).toEqual([{ ...tea, quantity: 3 }])
  const empty = checkOutAgain(basket({ items: [] }), requested).becomes
  expect(empty).toMatchObject({ customerId, items: [], aside: [{ orderId }] })
})

test('an order that the backup knows is not recollected twice', () => {
  const known = checkOutAgain(basket(), requested).becomes
  expect(known && checkOutAgain(known, requested).becomes).toBeUndefined()
})
