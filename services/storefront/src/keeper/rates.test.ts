import { expect, test } from 'vitest'
import { openRates } from './rates.ts'

test('what happened in the last ten seconds counts, and nothing before', () => {
  let time = 100_000
  const rates = openRates(() => time)
  for (let count = 0; count < 50; count++) rates.count('a')
  expect(rates.perSecond('a')).toBe(5)
  time += 9_000
  for (let count = 0; count < 20; count++) rates.count('a')
  expect(rates.perSecond('a')).toBe(7)
  time += 5_000
  expect(rates.perSecond('a')).toBe(2)
  time += 100_000
  expect(rates.perSecond('a')).toBe(0)
  expect(rates.perSecond('b')).toBe(0)
})
