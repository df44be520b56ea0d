import { nothing } from '@saga-shop/runtime'
import { describe, expect, test } from 'vitest'
import { basket, cup, customerId, orderId, tea } from './basket.fixtures.ts'
import { type Basket, emptyBasket, fill, giveBack, letGo, mostLines, put } from './basket.ts'

const itemsAfter = ({ becomes }: { becomes?: Basket }) => becomes?.items
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ productId: `p${index}`, quantity: 1 }))
const waiting = (changes: Partial<Basket> = {}) =>
  basket({ items: [], aside: [{ orderId, items: [tea, cup] }], ...changes })

describe('a customer', () => {
  test('puts something in', () => {
    expect(itemsAfter(put(emptyBasket(customerId), tea))).toEqual([tea])
  })

  test('says how many, and the product keeps its place', () => {
    expect(itemsAfter(put(basket(), { ...tea, quantity: 9 }))).toEqual([{ ...tea, quantity: 9 }, cup])
  })

  test('takes something out', () => {
    expect(itemsAfter(put(basket(), { ...tea, quantity: 0 }))).toEqual([cup])
  })

  test('who takes out what is not in there changes nothing', () => {
    expect(put(basket(), { productId: 'pot', quantity: 0 })).toEqual(nothing)
  })

  test('who says what is in there anyway changes nothing', () => {
    expect(fill(basket(), [tea, cup])).toEqual(nothing)
  })

  test('replaces everything at once', () => {
    expect(itemsAfter(fill(basket(), [cup]))).toEqual([cup])
  })

  test('cannot put in more products than one order may have', () => {
    const full = basket({ items: many(mostLines) })
    expect(put(full, tea).refuses?.reason).toBe('too-many-products')
    expect(itemsAfter(put(full, { productId: 'p3', quantity: 5 }))).toHaveLength(mostLines)
  })

  test('whose basket is too full, because something came back, can take things out one by one', () => {
    expect(itemsAfter(put(basket({ items: many(60) }), { productId: 'p0', quantity: 0 }))).toHaveLength(59)
  })
})

describe('a rejected order', () => {
  test('gives its items back', () => {
    expect(giveBack(waiting(), orderId).becomes).toEqual(basket())
  })

  test('gives them back beside what came in since', () => {
    const shopping = waiting({ items: [cup, { productId: 'pot', quantity: 1 }] })
    expect(itemsAfter(giveBack(shopping, orderId))).toEqual([
      { ...cup, quantity: 2 },
      { productId: 'pot', quantity: 1 },
      tea,
    ])
  })

  test('drops nothing, even if that is more than one order may have', () => {
    const shopping = waiting({ items: [...many(mostLines), { ...cup, quantity: 100 }] })
    expect(itemsAfter(giveBack(shopping, orderId))).toContainEqual({ ...cup, quantity: 101 })
    expect(itemsAfter(giveBack(shopping, orderId))).toHaveLength(mostLines + 2)
  })

  test('gives nothing back a second time', () => {
    expect(giveBack(giveBack(waiting(), orderId).becomes, orderId)).toEqual(nothing)
  })

  test('that nobody here asked for changes nothing', () => {
    expect(giveBack(undefined, orderId)).toEqual(nothing)
    expect(giveBack(basket(), orderId)).toEqual(nothing)
  })

  test('leaves the other orders of this customer alone', () => {
    const other = { orderId: 'other', items: [tea] }
    const two = waiting({ aside: [{ orderId, items: [cup] }, other] })
    expect(giveBack(two, orderId).becomes).toEqual(basket({ items: [cup], aside: [other] }))
  })
})

describe('an order that exists', () => {
  test('is not kept aside any longer', () => {
    expect(letGo(waiting(), orderId).becomes).toEqual(emptyBasket(customerId))
  })

  test('leaves what came in since in the basket', () => {
    expect(letGo(waiting({ items: [cup] }), orderId).becomes).toEqual(basket({ items: [cup] }))
  })

  test('gives nothing back, should a rejection still come', () => {
    expect(giveBack(letGo(waiting(), orderId).becomes, orderId)).toEqual(nothing)
  })

  test('that nobody here asked for changes nothing', () => {
    expect(letGo(undefined, orderId)).toEqual(nothing)
    expect(letGo(basket(), orderId)).toEqual(nothing)
  })
})
