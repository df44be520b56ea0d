import { expect, test } from 'vitest'
import { byOrder, urgency } from './urgency.ts'

const since = '2026-11-21T12:00:00Z'
const dueAt = '2026-11-21T12:01:00Z'

test.each([
  ['2026-11-21T12:00:30Z', 0.5, false],
  ['2026-11-21T12:01:00Z', 1, true],
  ['2026-11-21T13:00:00Z', 1, true],
])('at %s, %d of its time is over', (now, part, overdue) => {
  expect(urgency({ since, dueAt }, Date.parse(now))).toEqual({ part, overdue })
})
test('what is due first comes first, order by order', () => {
  const owed = [
    { orderId: 'b', dueAt: '2026-11-21T12:05:00Z' },
    { orderId: 'a', dueAt },
    { orderId: 'b', dueAt: '2026-11-21T12:02:00Z' },
  ]
  expect(byOrder(owed).map(([order, items]) => [order, items.length])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})
