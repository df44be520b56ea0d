import fc from 'fast-check'
import Encoder from 'kafkajs/src/protocol/encoder.js'
import { expect, test } from 'vitest'
import { varintSize, writeVarint } from './varint.ts'

const encode = (value: number) => {
  const target = Buffer.alloc(5)
  return target.subarray(0, writeVarint(target, 0, value))
}

test.each([
  [0, '00'],
  [-1, '01'],
  [1, '02'],
  [63, '7e'],
  [64, '8001'],
  [300, 'd804'],
  [2147483647, 'feffffff0f'],
  [-2147483648, 'ffffffff0f'],
])('%i is %s, as Protocol Buffers publish it', (value, hex) => {
  expect(encode(value).toString('hex')).toBe(hex)
})

test('every number takes the bytes that kafkajs gives it', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(encode(value)).toEqual(new Encoder().writeVarInt(value).buffer)
      expect(varintSize(value)).toBe(encode(value).length)
    }),
  )
})
