import { expect, test } from 'vitest'
import { hexRows } from './hex.ts'
import { changesBetween } from './moved.ts'

test('bytes are shown in rows of sixteen, parted where they stop making sense', () => {
  const bytes = Buffer.from('\0\0\0\0\x07this is no event at all')
  const [first, second, ...more] = hexRows(bytes.toString('base64'), 5)
  expect(first).toEqual({
    ...{ at: '0000', read: '00 00 00 00 07', rest: '74 68 69 73 20 69 73 20 6e 6f 20' },
    text: '·····this is no ',
  })
  expect(second).toMatchObject({ at: '0010', read: '', text: 'event at all' })
  expect(more).toEqual([])
})
test.each([
  [undefined, '61 62', ''],
  [2, '61 62', ''],
  [1, '61', '62'],
  [0, '', '61 62'],
])('with sense up to %s', (stopsAt, read, rest) => {
  expect(hexRows(btoa('ab'), stopsAt)).toMatchObject([{ read, rest, text: 'ab' }])
})
test('no bytes are no rows', () => expect(hexRows('')).toEqual([]))

test('only what changed is shown, and what came into being', () => {
  const before = { id: '1', status: 'validated', lines: [1] }
  expect(changesBetween(before, { ...before, status: 'confirmed', paidAt: 7 })).toEqual([
    { field: 'status', before: 'validated', after: 'confirmed' },
    { field: 'paidAt', before: '', after: '7' },
  ])
  expect(changesBetween(null, { id: '1' })).toEqual([{ field: 'id', before: '', after: '1' }])
  expect(changesBetween(before, before)).toEqual([])
})
