import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWritten, parsePosition, transactionText } from './position.ts'
import { parseLsn, readLsn, showLsn, writeLsn } from './postgres/lsn.ts'

const log = { system: '7574821119385247780', timeline: 1, rebuilds: 0 }
const lsn = fc.maxSafeNat()

test('a place in the log survives text and bytes', () => {
  fc.assert(
    fc.property(lsn, (place) => {
      const bytes = Buffer.alloc(8)
      writeLsn(bytes, 0, place)
      expect([readLsn(bytes, 0), parseLsn(showLsn(place))]).toEqual([place, place])
    }),
  )
  expect(showLsn(0x16b374d848)).toBe('16/B374D848')
})

test('a position survives its header', () => {
  fc.assert(
    fc.property(lsn, fc.nat(), (commit, index) => {
      expect(parsePosition(`${transactionText(log, commit)}${index}`)).toEqual({ ...log, commit, index })
    }),
  )
})

test.each(['hello', '', '7574821119385247780:1:0/A:0', '7574821119385247780:1:0:0/A:0:'])(
  '"%s" is no position',
  (text) => {
    expect(parsePosition(text)).toBeUndefined()
  },
)

test('what stands at or before the tail is written', () => {
  const tail = { commit: 100, index: 5 }
  expect([isWritten(99, 9, tail), isWritten(100, 5, tail)]).toEqual([true, true])
  expect([isWritten(100, 6, tail), isWritten(101, 0, tail)]).toEqual([false, false])
})
