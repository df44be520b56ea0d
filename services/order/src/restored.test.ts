import { OrderCancelled, OrderConfirmed, OrderRejected, OrderValidated } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { catchUp, hear } from './ahead.ts'
import { cancelAgain } from './cancel-again.ts'
import { now, orderId, request, tea, validated } from './order.fixtures.ts'
import { confirm, type Order, refunded, takeBack } from './order.ts'
import { recollections } from './recollections.ts'
import { Stock } from './stock.ts'
import { validate } from './validation.ts'

const customerId = request().customerId
const soldOut = new Stock([{ ...tea, available: 0 }])
const become = ({ becomes }: { becomes?: Order }) => becomes

describe('an order service whose database was restored', () => {
  test('takes an order that it had taken, whatever is on the shelf now', () => {
    const total = request().total
    const before = OrderValidated.of({ orderId, customerId, total, cardToken: 'card', validatedAt: 1 })
    expect(validate(undefined, request(), soldOut, now, [before]).announces[0]?.kind).toBe(OrderValidated)
  })

  test('rejects an order that it had rejected, for the reason that it gave', () => {
    const before = OrderRejected.of({ orderId, customerId, reason: 'OUT_OF_STOCK', productId: 'tea', rejectedAt: 1 })
    const decision = validate(undefined, request(), new Stock([tea]), now, [before])
    expect(become(decision)).toMatchObject({ status: 'rejected', reason: 'OUT_OF_STOCK', productId: 'tea' })
  })

  test('cancels again what had been cancelled, and waits for the order where it is not there yet', () => {
    expect(cancelAgain(undefined, { reason: 'CUSTOMER', wasConfirmed: false }, now).waits).toBe(true)
    const early = cancelAgain(validated(), { reason: 'PAYMENT_OVERDUE', wasConfirmed: false }, now)
    expect(become(early)).toMatchObject({ status: 'cancelled', reason: 'PAYMENT_OVERDUE', goods: 'back' })
  })

  test('knows where the goods are of an order that was paid before it was cancelled', () => {
    const order = become(cancelAgain(validated(), { reason: 'CUSTOMER', wasConfirmed: true }, now))
    expect(order).toMatchObject({ status: 'cancelled', goods: 'under way', money: 'due' })
    const paid = confirm(order, 'payment', now)
    expect(paid.announces).toEqual([])
    const back = become(refunded(become(takeBack(become(paid) ?? order, 'LOST'))))
    expect(back).toMatchObject({ status: 'cancelled', goods: 'lost', money: 'refunded' })
  })

  test.each([
    [['delivered', 'shipped', 'preparing'], 'delivered'],
    [['shipped', 'preparing'], 'shipped'],
  ] as const)('an order that hears %j before its payment is %s once it is paid', (heard, status) => {
    const ahead = heard.reduce<Order>((order, reached) => become(hear(order, { reached })) ?? order, validated())
    expect(ahead.status).toBe('validated')
    const paid = catchUp(ahead, confirm(ahead, 'payment', now))
    expect(paid.announces.map(({ kind }) => kind)).toEqual([OrderConfirmed])
    expect(become(paid)).toEqual({ ...become(confirm(validated(), 'payment', now)), status })
  })

  test('knows of a return and a refund that it hears before the payment', () => {
    const back = become(hear(validated(), { returned: 'UNDELIVERABLE' }))
    const ahead = become(hear(back, { refunded: true }))
    const paid = become(catchUp(ahead, confirm(ahead, 'payment', now)))
    expect(paid).toMatchObject({ status: 'returned', reason: 'UNDELIVERABLE', goods: 'back', money: 'refunded' })
    const ended = { reason: 'CUSTOMER', wasConfirmed: true } as const
    const cancelled = become(catchUp(ahead, cancelAgain(ahead, ended, now)))
    expect(cancelled).toMatchObject({ status: 'cancelled', goods: 'back', money: 'refunded' })
    expect(cancelled).not.toHaveProperty('ahead')
  })

  test('recollects cancellations that nobody will tell it of again, and no others', () => {
    const [recollection] = recollections
    const ask = (reason: string, ...said: string[]) => recollection?.ask({ reason }, new Set(said))
    expect(recollection?.event).toBe(OrderCancelled)
    expect(ask('PAYMENT_DECLINED')).toBeUndefined()
    expect(ask('CUSTOMER')).toEqual({ reason: 'CUSTOMER', wasConfirmed: false })
    expect(ask('CUSTOMER', OrderConfirmed.topic)).toEqual({ reason: 'CUSTOMER', wasConfirmed: true })
  })
})
