import fc from 'fast-check'
import { expect, test } from 'vitest'
import { share } from './assigner.ts'

const members = fc.integer({ min: 1, max: 9 })
const partitions = fc
  .integer({ min: 1, max: 64 })
  .map((count) => Array.from({ length: count }, (_, partition) => partition))

test('every partition goes to exactly one member', () => {
  fc.assert(
    fc.property(members, partitions, (count, all) => {
      const shares = Array.from({ length: count }, (_, turn) => share(all, turn, count))
      expect(shares.flat().sort((a, b) => a - b)).toEqual(all)
    }),
  )
})

test('the same partition of every topic goes to the same member', () => {
  fc.assert(
    fc.property(members, partitions, (count, all) => {
      for (let turn = 0; turn < count; turn++) expect(share(all, turn, count)).toEqual(share([...all], turn, count))
      expect(new Set(share(all, 0, count).map((partition) => partition % count)).size).toBeLessThanOrEqual(1)
    }),
  )
})
