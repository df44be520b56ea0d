import { eventually } from '@saga-shop/testing'
import { describe, expect, test } from 'vitest'
import { newProduct, orders, settled, some } from './customer.ts'
import { atTheBank, mailboxHolds, stockOf } from './outside.ts'
import { shop } from './shop.ts'

describe.concurrent('an order that cannot be taken', () => {
  test('gives the basket back, costs nothing and takes nothing', async () => {
    const product = await newProduct({ stocked: 2 })
    const { orderId, customerId } = await orders(some(product, 3))
    expect(await settled(orderId)).toMatchObject({ status: 'rejected', reason: 'OUT_OF_STOCK' })
    await eventually(async () =>
      expect(await shop.basket(customerId)).toMatchObject({
        items: [{ productId: product, quantity: 3 }],
        undecided: [],
      }),
    )
    expect(await stockOf(product)).toEqual({ available: 2, reserved: 0, gone: 0 })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 0, asked: 0 })
    await mailboxHolds(orderId, 'OrderRejected')
  })

  test('may cost too much', async () => {
    const { orderId } = await orders(some(await newProduct({ price: 4000 }), 2))
    expect(await settled(orderId)).toMatchObject({ status: 'rejected', reason: 'OVER_LIMIT' })
  })

  test('is turned down at the checkout where the basket already knows better', async () => {
    const customerId = crypto.randomUUID()
    await expect(orders(some('unicorn'), { customerId })).rejects.toMatchObject({
      status: 409,
      problem: { type: expect.stringContaining('unknown-product') },
    })
    expect(await shop.basket(customerId)).toMatchObject({ items: [{ productId: 'unicorn' }], undecided: [] })
  })

  test('is every one but the first for the last piece', async () => {
    const product = await newProduct({ stocked: 1 })
    const rivals = await Promise.all(Array.from({ length: 6 }, () => orders(some(product))))
    const ended = await Promise.all(rivals.map(({ orderId }) => settled(orderId)))
    const expected = ['delivered', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected']
    expect(ended.map(({ status }) => status).toSorted()).toEqual(expected)
    expect(await stockOf(product)).toEqual({ available: 0, reserved: 0, gone: 1 })
  })
})
