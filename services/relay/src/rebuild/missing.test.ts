import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { IdSet } from './id-set.ts'
import { missingEvents, type Row } from './missing.ts'
import type { Held } from './topics.ts'

const whole: Held = { topic: 't', partition: 0, begin: 0n, end: 9n, first: undefined, isCompacted: false }
const rows = (...keys: string[]): Row[] => keys.map((key) => ({ id: randomUUID(), topic: 't', key }))

function missing(outbox: readonly Row[], there: readonly (Row | undefined)[], held: Partial<Held> = {}) {
  const ids = new IdSet()
  for (const row of there) if (row) ids.add(row.id)
  const events = missingEvents({ ids, partitions: new Map([['t', [{ ...whole, ...held }]]]) })
  for (const row of outbox) events.see(row)
  return events.missing()
}
const idsOf = (...some: (Row | undefined)[]) => some.map((row) => row?.id)

test('what a topic lacks is missing, in the order of the outbox', () => {
  const all = rows('a', 'b', 'a', 'b')
  expect(missing(all, [all[1]])).toEqual(idsOf(all[0], all[2], all[3]))
  expect(missing(all, all)).toEqual([])
})

test('what retention took is not missing: only what follows the first record that is left', () => {
  const all = rows('a', 'b', 'a', 'b', 'a')
  expect(missing(all, [all[2], all[3]], { first: all[2]?.id ?? '' })).toEqual(idsOf(all[4]))
})

test('what compaction took is not missing: only what follows the last of its key', () => {
  const all = rows('a', 'b', 'a', 'b', 'a', 'c')
  expect(missing(all, [all[2], all[1]], { isCompacted: true })).toEqual(idsOf(all[3], all[4], all[5]))
})

test('a topic that Kafka does not show is an error, not an empty one', () => {
  expect(() => missing([{ id: randomUUID(), topic: 'other', key: 'a' }], [])).toThrow('no topic "other"')
})
