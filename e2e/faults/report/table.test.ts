import { describe, expect, test } from 'vitest'
import { figuresOf, isInTime, percentile, total } from './table.ts'

const done = (kind: string, drained: number, violations: string[] = []) => ({
  fault: { number: 1, kind, target: 'relay', after: 0, lasts: 1, roll: 0 },
  drained,
  violations,
})

describe('the figures of a run', () => {
  const outcome = { done: [done('late', 3_000), done('kill relay', 1_000), done('kill relay', 50_000, ['stuck'])] }

  test('are those of each kind that came, in the order of the table of contents', () => {
    expect(figuresOf(outcome)).toEqual([
      { kind: 'kill relay', count: 2, p50: 1_000, p99: 50_000, violations: 1 },
      { kind: 'late', count: 1, p50: 3_000, p99: 3_000, violations: 0 },
    ])
  })
  test('say whether the shop recovered in time', () => {
    expect(total(outcome)).toEqual({ kind: 'all', count: 3, p50: 3_000, p99: 50_000, violations: 1 })
    expect(isInTime(total(outcome))).toBe(false)
    expect(isInTime(total({ done: [done('late', 9_000)] }))).toBe(true)
  })
})

test('half of a hundred values are at most their median, and 99 at most their 99th percentile', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1)
  expect([percentile(values, 50), percentile(values, 99), percentile([], 50)]).toEqual([50, 99, 0])
})
