import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../shop/index.ts'
import { newProduct, orders, reaches, settled, some } from './customer.ts'
import { atTheBank, bankThinksAbout, mailboxHolds, stockOf } from './outside.ts'
import { shop } from './shop.ts'

describe.concurrent('a customer who cancels', () => {
  test('while the bank thinks is charged once and refunded once', async () => {
    const product = await newProduct()
    const { orderId, token } = await orders(some(product), { cardToken: 'card_answer_late' })
    await bankThinksAbout(orderId)
    expect(await shop.order(orderId, token)).toMatchObject({ status: 'validated' })
    await shop.cancel(orderId)
    expect(await settled(orderId)).toMatchObject({ status: 'cancelled', reason: 'CUSTOMER' })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 1 })
    expect(await stockOf(product)).toEqual({ available: 10, reserved: 0, gone: 0 })
    await mailboxHolds(orderId, 'OrderCancelled', 'OrderRefunded')
  })

  test('after the parcel left the warehouse gets the money back, and the shop its goods', async () => {
    const product = await newProduct()
    const { orderId } = await orders(some(product, 4), { postcode: '10003' })
    await reaches(orderId, 'shipped')
    await shop.cancel(orderId)
    expect(await settled(orderId)).toMatchObject({ status: 'cancelled', reason: 'CUSTOMER' })
    expect(await shop.shipment(orderId)).toMatchObject({ status: 'returned', reason: 'RECALLED' })
    expect(await atTheBank(orderId)).toMatchObject({ charged: 1, refunded: 1 })
    expect(await stockOf(product)).toEqual({ available: 10, reserved: 0, gone: 0 })
  })

  test('at any moment never loses money, and the shop never loses goods', async () => {
    const product = await newProduct({ stocked: 20 })
    const moments = Array.from({ length: 12 }, (_, index) => 30 * index)
    const ended = await Promise.all(moments.map((moment) => orderedAndCancelled(product, moment)))
    const kept = ended.filter(({ status }) => status === 'delivered').length
    expect(await stockOf(product)).toEqual({ available: 20 - kept, reserved: 0, gone: kept })
    for (const { id, status } of ended) {
      const { charged, refunded } = await atTheBank(id)
      expect({ id, kept: charged - refunded }).toEqual({ id, kept: status === 'delivered' ? 1 : 0 })
      expect(charged).toBeLessThanOrEqual(1)
    }
  })

  test('twice is granted once', async () => {
    const { orderId } = await orders(some(await newProduct()), { cardToken: 'card_answer_late' })
    await bankThinksAbout(orderId)
    await shop.cancel(orderId)
    await shop.cancel(orderId)
    await settled(orderId)
    await mailboxHolds(orderId, 'OrderCancelled', 'OrderRefunded')
  })

  test('after the parcel came hears that it is too late', async () => {
    const { orderId } = await orders(some(await newProduct()))
    await settled(orderId)
    await expect(shop.cancel(orderId)).rejects.toMatchObject({ status: 409, problem: { detail: expect.any(String) } })
    expect(await shop.order(orderId)).toMatchObject({ status: 'delivered' })
  })
})

async function orderedAndCancelled(product: string, moment: number) {
  const { orderId, token } = await orders(some(product))
  await shop.order(orderId, token)
  await sleep(moment)
  await shop.cancel(orderId).catch(tooLate)
  return settled(orderId)
}

function tooLate(error: unknown) {
  if (!(error instanceof Refusal && error.status === 409)) throw error
}
