import { expect, test } from 'vitest'
import { found, overload } from './overload.ts'

// For longer, and with other figures: npm run overload
test('at five times what the shop takes, the rest is refused in time, and every order that was taken is delivered', async () => {
  const options = { factor: 5, seconds: 5, orders: 100, underWay: 40, causes: 2 }
  const overloaded = await overload(options, () => {})
  expect(found(overloaded)).toEqual([])
  expect(overloaded.refused['503']).toBeGreaterThan(0)
  expect(overloaded.accepted).toBeGreaterThan(0)
  expect(overloaded.slowestAnswerMs).toBeLessThan(10_000)
}, 300_000)
