import { describe, expect, test } from 'vitest'
import {
  DeliveryFailed,
  events,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRequested,
  OrderReturned,
  OrderShipped,
  ShipmentPrepared,
} from './events.gen.ts'
import { finalStates, type OrderCause, type OrderState, orderStates, statesAfter, transitions } from './order-states.ts'

describe('an order', () => {
  test('goes from the basket to the doorstep', () => {
    expect(path(OrderRequested, OrderPaymentProcessed, ShipmentPrepared, OrderShipped, OrderDelivered)).toEqual([
      'delivered',
    ])
  })

  test('whose card is declined is cancelled', () => {
    expect(path(OrderRequested, OrderPaymentFailed)).toEqual(['cancelled'])
  })

  test('that is delivered stays so, whatever earlier status comes late', () => {
    expect(path(OrderRequested, OrderPaymentProcessed, OrderDelivered, ShipmentPrepared, OrderShipped)).toEqual([
      'delivered',
    ])
  })

  test('that was cancelled stays so, although its parcel arrives and comes back', () => {
    expect(path(OrderRequested, OrderPaymentProcessed, 'cancel', OrderDelivered, OrderReturned)).toEqual(['cancelled'])
  })

  test('that nobody took is returned', () => {
    const onItsWay = [OrderRequested, OrderPaymentProcessed, OrderShipped]
    expect(path(...onItsWay, DeliveryFailed, DeliveryFailed)).toEqual(['shipped'])
    expect(path(...onItsWay, DeliveryFailed, DeliveryFailed, DeliveryFailed, OrderReturned)).toEqual(['returned'])
  })

  test('that waited too long for its payment is cancelled, and stays so when that comes late', () => {
    expect(path(OrderRequested, 'overdue', OrderPaymentProcessed)).toEqual(['cancelled'])
    expect(statesAfter('confirmed', 'overdue')).toEqual(['confirmed'])
  })

  test('cannot be cancelled once it is delivered', () => {
    expect(statesAfter('delivered', 'cancel')).toEqual(['delivered'])
  })
})

test.each(finalStates)('an order that is %s stays so, whatever it hears', (state) => {
  for (const cause of [...events, 'cancel' as const, 'overdue' as const])
    expect(statesAfter(state, cause)).toEqual([state])
})

test.each(orderStates)('an order can become %s', (state) => {
  expect(transitions.map(({ to }) => to)).toContain(state)
})

test.each(orderStates)('an order that is %s ends there or can go on', (state) => {
  expect(transitions.some(({ from }) => from.includes(state))).toBe(!finalStates.includes(state))
})

/** Where a valid order may be after all that. */
function path(...causes: OrderCause[]) {
  const start: (OrderState | 'requested')[] = ['requested']
  const states = causes.reduce((reached, cause) => reached.flatMap((state) => statesAfter(state, cause)), start)
  return states.filter((state) => state !== 'rejected')
}
