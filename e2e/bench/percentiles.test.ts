import { expect, test } from 'vitest'
import { percentiles } from './percentiles.ts'

test('a hundred values in any order have their 50th, 90th and 99th where they belong', () => {
  const values = Array.from({ length: 100 }, (_, index) => 99 - index)
  expect(percentiles(values)).toEqual({ p50: 50, p90: 90, p99: 99 })
})

test('no values are no figures', () => {
  expect(percentiles([])).toEqual({ p50: 0, p90: 0, p99: 0 })
})
