import { expect, test } from 'vitest'
import { figuresIn, sumOf } from './figures.ts'

const text = `# HELP saga_lag_events Events
saga_lag_events{topic="a.b.v1",partition="0",service="order"} 3
saga_lag_events{topic="a.b.v1",partition="1",service="order"} 4
saga_owed{deadline="x \\"y\\"",by="payment"} 1e0
saga_parked_orders 0
other 7
`

test('figures are read by name, with their labels', () => {
  const figures = figuresIn(text, new Set(['saga_lag_events', 'saga_owed', 'saga_parked_orders']))
  expect(figures).toHaveLength(4)
  expect(figures[0]).toEqual({
    name: 'saga_lag_events',
    labels: { topic: 'a.b.v1', partition: '0', service: 'order' },
    value: 3,
  })
  expect(sumOf(figures, 'saga_lag_events')).toBe(7)
  expect(sumOf(figures, 'saga_parked_orders')).toBe(0)
  expect(sumOf(figures, 'other')).toBeNull()
})
