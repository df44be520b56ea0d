/** The Castagnoli polynomial, bits reversed (RFC 3720). */
const polynomial = 0x82f63b78

/** Eight tables in a row: table n says what a byte becomes when n more bytes follow it. */
const tables = fillTables()

/** CRC-32C of bytes[start, end), as record batches carry it; eight bytes a step ("slicing by 8", Intel, 2006). */
export function crc32c(bytes: Buffer, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let crc = -1
  let at = start
  for (; at + 8 <= end; at += 8) {
    const low = crc ^ view.getInt32(at, true)
    const high = view.getInt32(at + 4, true)
    crc =
      look(7, low) ^
      look(6, low >>> 8) ^
      look(5, low >>> 16) ^
      look(4, low >>> 24) ^
      look(3, high) ^
      look(2, high >>> 8) ^
      look(1, high >>> 16) ^
      look(0, high >>> 24)
  }
  for (; at < end; at++) crc = look(0, crc ^ view.getUint8(at)) ^ (crc >>> 8)
  return ~crc >>> 0
}

function look(table: number, byte: number): number {
  return tables[(table << 8) | (byte & 0xff)] ?? 0
}

function fillTables(): Int32Array {
  const filled = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    filled[byte] = crc
  }
  for (let at = 256; at < filled.length; at++) {
    const before = filled[at - 256] ?? 0
    filled[at] = (filled[before & 0xff] ?? 0) ^ (before >>> 8)
  }
  return filled
}
