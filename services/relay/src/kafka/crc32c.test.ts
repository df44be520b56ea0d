import fc from 'fast-check'
import kafkajsCrc32c from 'kafkajs/src/protocol/recordBatch/crc32C/index.js'
import { expect, test } from 'vitest'
import { crc32c } from './crc32c.ts'

const iscsiRead = Buffer.from(
  '01c00000000000000000000000000000140000000000040000000014000000182800000000000000020000000000000000',
  'hex',
)

/** RFC 3720, appendix B.4, as numbers. */
test.each([
  ['32 bytes of zeroes', Buffer.alloc(32), 0x8a9136aa],
  ['32 bytes of ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
  ['32 bytes counting up', Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
  ['32 bytes counting down', Buffer.from(Array.from({ length: 32 }, (_, i) => 31 - i)), 0x113fdb5c],
  ['an iSCSI read command', iscsiRead.subarray(0, 48), 0xd9963a56],
  ['the digits 1 to 9', Buffer.from('123456789'), 0xe3069283],
])('%s', (_, bytes, checksum) => {
  expect(crc32c(bytes, 0, bytes.length).toString(16)).toBe(checksum.toString(16))
})

test('any bytes have the checksum that kafkajs gives them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (content, start) => {
      const bytes = Buffer.concat([Buffer.alloc(start, 7), content])
      expect(crc32c(bytes, start, bytes.length)).toBe(kafkajsCrc32c(Buffer.from(content)))
    }),
  )
})
