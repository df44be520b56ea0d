import { expect, test } from 'vitest'
import type { Missing, Order, OrderSummary } from '../api.ts'
import { myOrders } from './my-orders.ts'

const total = { minor: 1_290, currency: 'EUR' }
const lines = [{ productId: 'tea', quantity: 1 }]
const accepted = (id: string): OrderSummary => ({ id, status: 'accepted', settled: false, lines, total })
const seen = (id: string, status: string): OrderSummary => ({ ...accepted(id), status, requestedAt: 'then' })
const decided = (id: string, status: string): Order => ({ ...accepted(id), status, total, customerId: 'ada' })
const silent = (service: string): Missing => ({ missing: `${service} is silent`, service, because: 'unreachable' })

test('an order is there once, as far as anybody knows it: accepted, then by its events, then as it was decided', () => {
  const answer = myOrders({
    asked: { value: [decided('2', 'confirmed'), decided('1', 'delivered')] },
    undecided: { value: [accepted('4'), accepted('3'), accepted('2')] },
    seen: [seen('3', 'validated'), seen('2', 'validated')],
  })
  expect(answer).toMatchObject({ from: 'order' })
  expect(answer.orders.map(({ id, status }) => `${id} ${status}`)).toEqual([
    '4 accepted',
    '3 validated',
    '2 confirmed',
    '1 delivered',
  ])
  expect(answer.orders[2]).toMatchObject({ requestedAt: 'then' })
})

test('who is silent is named, and what the others know is there', () => {
  const known = { undecided: { value: [accepted('2')] }, seen: [seen('1', 'shipped')] }
  expect(myOrders({ ...known, asked: silent('order') })).toMatchObject({
    orders: [{ id: '2' }, { id: '1' }],
    from: 'own-view',
    missing: { service: 'order' },
  })
  const answer = myOrders({ asked: { value: [decided('1', 'shipped')] }, undecided: silent('basket'), seen: [] })
  expect(answer).toMatchObject({ orders: [{ id: '1' }], from: 'order', undecided: { service: 'basket' } })
  expect(answer).not.toHaveProperty('missing')
})
