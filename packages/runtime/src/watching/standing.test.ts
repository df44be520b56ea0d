import { expect, test } from 'vitest'
import { whatIsWrong } from './standing.ts'

const standing = (position: number, begin: number, end: number) => ({ topic: 't', partition: 2, position, begin, end })
const kept = { compacted: false }

test('between the beginning and the end of the log all is well', () => {
  for (const position of [3, 5, 9]) expect(whatIsWrong(standing(position, 3, 9), kept)).toBeUndefined()
})

test('a position beyond the end is wrong, and says how to go on', () => {
  const reason = whatIsWrong(standing(10, 3, 9), kept)
  expect(reason).toContain('the log ends at 9, before offset 10')
  expect(reason).toContain(`set next_offset = 3 where topic = 't' and partition = 2`)
})

test('records that are gone before they were heard are wrong, unless compaction may take them', () => {
  expect(whatIsWrong(standing(2, 3, 9), kept)).toContain('offsets 2 to 2 are gone')
  expect(whatIsWrong(standing(2, 3, 9), { compacted: true })).toBeUndefined()
})
