import { events, OrderCancelled, OrderRequested } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { liveEvent, orderId } from '../live/live.fixtures.ts'
import { openOrdersView } from './orders.ts'

const customerId = '0197f000-0000-7000-8000-000000000001'
const requested = { orderId, customerId, lines: [], total: { minor: 1, currency: 'EUR' }, requestedAt: 0 }
let offset = 0
const hear = (type: string) => {
  const kind = events.find((event) => event.type === type) ?? expect.fail(type)
  return liveEvent(0, offset++, {
    topic: kind.topic,
    type,
    source: kind.owner,
    data: kind === OrderRequested ? requested : {},
  })
}

test.each([
  [['OrderRequested'], 'accepted'],
  [['OrderRequested', 'OrderRejected'], 'rejected'],
  [['OrderRequested', 'OrderValidated', 'OrderPaymentProcessed'], 'validated'],
  [['OrderConfirmed', 'OrderRequested', 'OrderValidated'], 'confirmed'],
  [['OrderShipped', 'ShipmentPrepared'], 'shipped'],
  [['OrderRequested', 'OrderDelivered', 'OrderShipped', 'OrderConfirmed'], 'delivered'],
  [['OrderReturned', 'OrderCancelled', 'OrderRefunded'], 'cancelled'],
  [['OrderCancelled', 'OrderReturned', 'OrderShipped'], 'cancelled'],
  [['OrderShipped', 'DeliveryFailed', 'OrderReturned'], 'returned'],
])('%s, as they come by: %s', (types, status) => {
  const view = openOrdersView(10)
  for (const type of types) view.hear(hear(type))
  expect(view.find(orderId)?.status).toBe(status)
})

test('an order is its customer’s as soon as it was accepted, and listed when its event came by', () => {
  const view = openOrdersView(10)
  view.placed(orderId, customerId)
  expect(view.find(orderId)?.customerId).toBe(customerId)
  expect(view.of(customerId)).toEqual([])
  view.hear(hear('OrderRequested'))
  expect(view.of(customerId)).toMatchObject([{ id: orderId, status: 'accepted' }])
  expect(view.of('another')).toEqual([])
})

test('an order of which nothing was heard is its customer’s if its service says so, and no more is known of it', () => {
  const view = openOrdersView(2)
  view.belongs(orderId, customerId)
  expect([view.ownerOf(orderId), view.find(orderId), view.of(customerId)]).toEqual([customerId, undefined, []])
  for (const id of ['a', 'b']) view.belongs(id, customerId)
  expect(view.ownerOf(orderId)).toBeUndefined()
})

test('an event that comes twice is there once', () => {
  const view = openOrdersView(10)
  const event = hear(OrderCancelled.type)
  view.hear(event)
  view.hear({ ...event, offset: event.offset + 1 })
  expect(view.find(orderId)?.heard).toHaveLength(1)
})

test('only so many orders are remembered, the oldest go first', () => {
  const view = openOrdersView(2)
  for (const id of ['a', 'b', 'c']) view.placed(id, customerId)
  expect(['a', 'b', 'c'].map((id) => view.find(id)?.id)).toEqual([undefined, 'b', 'c'])
})
