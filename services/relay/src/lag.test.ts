import { expect, test } from 'vitest'
import { lagAge } from './lag.ts'

test('a slot that keeps up is not late, however much is written', () => {
  const age = lagAge()
  for (let now = 0; now < 100_000; now += 5_000) expect(age(now * 10 + 50, now * 10, now)).toBe(0)
})

test('one that stands still is late since it was first seen behind, until it has caught up with that place', () => {
  const age = lagAge()
  expect(age(100, 100, 0)).toBe(0)
  expect(age(500, 100, 5_000)).toBe(0)
  expect([age(900, 100, 10_000), age(1_900, 499, 60_000)]).toEqual([5_000, 55_000])
  expect(age(2_000, 500, 65_000)).toBe(0)
})
