import { describe, expect, test } from 'vitest'
import { newProduct, orders, settled, some } from './customer.ts'
import { atTheBank, mailboxHolds, stockOf } from './outside.ts'
import { shop } from './shop.ts'

describe.concurrent('a card', () => {
  test.for([
    ['card_decline', 'DECLINED'],
    ['card_insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ] as const)('that says no (%s) ends the order, and its stock goes back', async ([cardToken, reason]) => {
    const product = await newProduct()
    const { orderId } = await orders(some(product, 10), { cardToken })
    expect(await settled(orderId)).toMatchObject({ status: 'cancelled', reason: 'PAYMENT_DECLINED' })
    expect(await stockOf(product)).toEqual({ available: 10, reserved: 0, gone: 0 })
    expect(await shop.payment(orderId)).toMatchObject({ status: 'declined', reason })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 0, declined: 1, refunded: 0 })
    await mailboxHolds(orderId, 'OrderCancelled')
  })

  test('is charged once when the bank answers twice', async () => {
    const { orderId } = await orders(some(await newProduct()), { cardToken: 'card_answer_twice' })
    expect(await settled(orderId)).toMatchObject({ status: 'delivered' })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 0 })
    await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', 'OrderDelivered')
  })

  test.for(['card_timeout_after_charge', 'card_answer_late'])(
    'is charged once when the bank charges and does not say so in time (%s)',
    async (cardToken) => {
      const { orderId } = await orders(some(await newProduct()), { cardToken })
      expect(await settled(orderId)).toMatchObject({ status: 'delivered' })
      expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 0 })
    },
  )
})
