import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdSet } from './id-set.ts'

test('knows what was added and what was marked, as a set of texts would', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid()), fc.array(fc.uuid()), (added, others) => {
      const ids = new IdSet()
      for (const id of [...added, ...added]) ids.add(id)
      expect(ids.size).toBe(new Set(added).size)
      for (const id of others) expect(ids.mark(id)).toBe(added.includes(id))
      for (const id of added) expect(ids.isMarked(id)).toBe(others.includes(id))
    }),
  )
})

test('keeps marks when it grows', () => {
  const ids = new IdSet()
  const all = Array.from({ length: 5_000 }, () => randomUUID())
  for (const id of all) {
    ids.add(id)
    ids.mark(id)
  }
  expect([ids.size, ids.marked, all.every((id) => ids.isMarked(id))]).toEqual([5_000, 5_000, true])
})

test('leaves out what is no id', () => {
  const ids = new IdSet()
  ids.add('hello')
  expect([ids.size, ids.mark('hello'), ids.isMarked('hello')]).toEqual([0, false, false])
})
