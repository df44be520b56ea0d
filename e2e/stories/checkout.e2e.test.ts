import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkoutOf } from '../shop/index.ts'
import { newProduct, settled, some } from './customer.ts'
import { atTheBank } from './outside.ts'
import { shop } from './shop.ts'

describe.concurrent('a checkout', () => {
  test('that is sent again with its key is the same order', async () => {
    const [customerId, key, checkout] = [randomUUID(), randomUUID(), checkoutOf(1)]
    await shop.fillBasket(customerId, some(await newProduct()))
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => shop.checkOut(customerId, checkout, key)))
    expect(again).toEqual([first, first])
    await settled(first?.orderId ?? '')
    expect(await shop.checkOut(customerId, checkout, key)).toEqual(first)
    expect(await shop.ordersOf(customerId)).toHaveLength(1)
    expect(await atTheBank(first?.orderId ?? '')).toMatchObject({ charged: 1 })
  })

  test('that uses a key for something else is told so', async () => {
    const [customerId, key] = [randomUUID(), randomUUID()]
    await shop.fillBasket(customerId, some(await newProduct()))
    const { orderId } = await shop.checkOut(customerId, checkoutOf(1), key)
    await expect(shop.checkOut(customerId, checkoutOf(2), key)).rejects.toMatchObject({ status: 422 })
    await settled(orderId)
  })
})
