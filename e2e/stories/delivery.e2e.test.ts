import { describe, expect, test } from 'vitest'
import { newProduct, orders, settled, some } from './customer.ts'
import { atTheBank, mailboxHolds, stockOf } from './outside.ts'
import { shop } from './shop.ts'

describe.concurrent('a parcel', () => {
  test('comes to the doorstep, and a letter tells of every step', async () => {
    const product = await newProduct()
    const { orderId, customerId } = await orders(some(product, 2))
    expect(await settled(orderId)).toMatchObject({ status: 'delivered', total: { minor: 4000, currency: 'EUR' } })
    expect(await stockOf(product)).toEqual({ available: 8, reserved: 0, gone: 2 })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 0 })
    expect(await shop.basket(customerId)).toMatchObject({ items: [], undecided: [] })
    await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', 'OrderDelivered')
  })

  test('that nobody took in is delivered the next time', async () => {
    const { orderId } = await orders(some(await newProduct()), { postcode: '10001' })
    expect(await settled(orderId)).toMatchObject({ status: 'delivered' })
    expect(await shop.shipment(orderId)).toMatchObject({ status: 'delivered', failedAttempts: 1 })
    await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', 'DeliveryFailed', 'OrderDelivered')
  })

  test('that nobody takes in three times comes back to the shelf, and its money to the card', async () => {
    const product = await newProduct()
    const { orderId } = await orders(some(product, 3), { postcode: '10003' })
    expect(await settled(orderId)).toMatchObject({ status: 'returned', reason: 'UNDELIVERABLE' })
    expect(await stockOf(product)).toEqual({ available: 10, reserved: 0, gone: 0 })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 1 })
    const failures = ['DeliveryFailed', 'DeliveryFailed', 'DeliveryFailed']
    await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', ...failures, 'OrderRefunded')
  })

  test('that the carrier loses is paid back, and never comes back to the shelf', async () => {
    const product = await newProduct()
    const { orderId } = await orders(some(product), { postcode: '10009' })
    expect(await settled(orderId)).toMatchObject({ status: 'returned', reason: 'LOST' })
    expect(await stockOf(product)).toEqual({ available: 9, reserved: 0, gone: 1 })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 1 })
    await mailboxHolds(orderId, 'OrderConfirmed', 'OrderShipped', 'OrderRefunded')
  })
})
