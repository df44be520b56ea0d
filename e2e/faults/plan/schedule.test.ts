import { describe, expect, test } from 'vitest'
import { kinds } from '../kinds/all.ts'
import { scheduleOf } from './schedule.ts'

const of = (faults: number, seed: number) => scheduleOf({ faults, seed, kinds })

describe('a schedule', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(of(50, 1)).toEqual(of(50, 1))
    expect(of(50, 1)).not.toEqual(of(50, 2))
  })

  test.for([1, 2, 3])('of 300 has every kind at least five times, with seed %i', (seed) => {
    const faults = of(300, seed).flat()
    expect(faults).toHaveLength(300)
    for (const { name } of kinds)
      expect(faults.filter(({ kind }) => kind === name).length, name).toBeGreaterThanOrEqual(5)
  })

  test('never does two things to one process or path at once', () => {
    for (const round of of(300, 4)) {
      const touched = round.flatMap(({ kind, target }) =>
        kinds.flatMap(({ name, targets }) =>
          name === kind ? targets.filter((one) => one.name === target).flatMap(({ touches }) => touches) : [],
        ),
      )
      expect(touched).toEqual([...new Set(touched)])
    }
  })

  test('lets faults overlap', () => {
    expect(of(300, 5).length).toBeLessThan(220)
    expect(Math.max(...of(300, 5).map(({ length }) => length))).toBe(3)
  })
})
