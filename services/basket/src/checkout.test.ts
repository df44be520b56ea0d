import { OrderRequested } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { basket, checkout, cup, customerId, eur, now, orderId, prices, tea } from './basket.fixtures.ts'
import { emptyBasket } from './basket.ts'
import { checkOut } from './checkout.ts'

describe('a checkout', () => {
  const decision = checkOut(basket(), checkout(), prices, now)

  test('asks for an order of all that is in the basket, at the prices of this moment', () => {
    expect(decision.announces).toEqual([
      OrderRequested.of({
        ...checkout(),
        customerId,
        lines: [
          { ...tea, unitPrice: eur(1290) },
          { ...cup, unitPrice: eur(850) },
        ],
        total: eur(2 * 1290 + 850),
        requestedAt: now,
      }),
    ])
  })

  test('says what the event’s schema can carry', () => {
    expect(OrderRequested.avro.isValid(decision.announces[0]?.data)).toBe(true)
  })

  test('empties the basket and keeps its items aside until the order is decided, with what they came to', () => {
    const kept = { orderId, items: [tea, cup], total: eur(2 * 1290 + 850), requestedAt: now }
    expect(decision.becomes).toEqual(basket({ items: [], aside: [kept] }))
  })

  test('keeps neither name nor address nor card here', () => {
    expect(JSON.stringify(decision.becomes)).not.toMatch(/Ada|ada@example.org|Road|card_/)
  })

  test('may follow another one that is not decided yet', () => {
    const aside = [{ orderId: 'earlier', items: [cup] }]
    expect(checkOut(basket({ aside }), checkout(), prices, now).becomes?.aside).toHaveLength(2)
  })
})

test.each([
  ['an empty basket', emptyBasket(customerId), 'empty-basket', ''],
  ['an unknown product', basket({ items: [tea, { productId: 'gold', quantity: 1 }] }), 'unknown-product', 'gold'],
  ['too many of one', basket({ items: [{ ...tea, quantity: 101 }] }), 'too-many-units', '101 of tea'],
  [
    'too many products',
    basket({ items: Array.from({ length: 51 }, (_, index) => ({ productId: `p${index}`, quantity: 1 })) }),
    'too-many-products',
    '51',
  ],
])('%s is not checked out, and the customer is told why', (_, full, reason, named) => {
  const decision = checkOut(full, checkout(), prices, now)
  expect(decision).toMatchObject({ announces: [], refuses: { reason } })
  expect(decision.refuses?.detail).toContain(named)
  expect(decision.becomes).toBeUndefined()
})

test('one order has one currency', () => {
  const mixed = new Map([...prices, ['cup', { minor: 900, currency: 'USD' }]])
  expect(checkOut(basket(), checkout(), mixed, now).refuses?.reason).toBe('mixed-currencies')
})
