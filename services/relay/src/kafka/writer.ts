import { varintSize, writeVarint } from './varint.ts'

// Below this many bytes a loop is faster than a call into native code.
const shortCopy = 48

/** A buffer that grows as it is written, and is written again from the start when its content has done its work. */
export class Writer {
  bytes: Buffer = Buffer.allocUnsafeSlow(4096)
  end = 0

  /** Makes sure that this many more bytes fit. Everything below writes without asking. */
  room(size: number): void {
    const needed = this.end + size
    if (needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.end)
    this.bytes = larger
  }

  int8(value: number): void {
    this.bytes[this.end++] = value
  }

  int16(value: number): void {
    this.end = this.bytes.writeInt16BE(value, this.end)
  }

  int32(value: number): void {
    this.end = this.bytes.writeInt32BE(value, this.end)
  }

  varint(value: number): void {
    this.end = writeVarint(this.bytes, this.end, value)
  }

  /** A string as Kafka's requests carry it. */
  string(text: string): void {
    const length = Buffer.byteLength(text)
    this.int16(length)
    this.end += this.bytes.write(text, this.end)
  }

  copy(from: Buffer, start: number, length: number): void {
    if (length < shortCopy) {
      for (let at = start, to = this.end; at < start + length; at++, to++) this.bytes[to] = from[at] ?? 0
    } else {
      from.copy(this.bytes, this.end, start, start + length)
    }
    this.end += length
  }

  /** Bytes as a record carries them: their length as varint, -1 for null, then themselves. */
  field(from: Buffer, start: number, length: number): void {
    this.varint(length)
    if (length > 0) this.copy(from, start, length)
  }
}

/** How many bytes a record's field takes, its length included. */
export const fieldSize = (length: number): number => varintSize(length) + Math.max(0, length)
