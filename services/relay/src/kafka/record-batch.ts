import { crc32c } from './crc32c.ts'
import { varintSize } from './varint.ts'
import { Writer } from './writer.ts'

/** Who writes, as the broker knows it: with the sequence numbers it makes a repeated batch harmless and a gap impossible. */
export interface ProducerIdentity {
  readonly id: bigint
  readonly epoch: number
}

const headerSize = 61
const checksumAt = 17
const checkedFrom = 21

/**
 * Records for one partition, encoded as they come (record batch, magic 2:
 * https://kafka.apache.org/documentation/#recordbatch). `seal` completes the header.
 */
export class RecordBatch {
  count = 0
  private readonly out = new Writer()

  constructor() {
    this.clear()
  }

  /** Bytes so far. */
  get size(): number {
    return this.out.end
  }

  /** How much memory it holds. */
  get capacity(): number {
    return this.out.bytes.length
  }

  /** Begins a record; the caller goes on with key, value and headers, which take `size` bytes. */
  startRecord(size: number): Writer {
    const length = 2 + varintSize(this.count) + size
    const out = this.out
    out.room(varintSize(length) + length)
    out.varint(length)
    out.int8(0)
    out.varint(0)
    out.varint(this.count++)
    return out
  }

  /** Completes the batch: everything the broker and the consumers check. Sealing again gives the same bytes. */
  seal(producer: ProducerIdentity, firstSequence: number, milliseconds: number): Buffer {
    const { bytes, end } = this.out
    bytes.writeBigInt64BE(0n, 0)
    bytes.writeInt32BE(end - 12, 8)
    bytes.writeInt32BE(0, 12)
    bytes.writeInt8(2, 16)
    bytes.writeInt16BE(0, checkedFrom)
    bytes.writeInt32BE(this.count - 1, 23)
    bytes.writeBigInt64BE(BigInt(milliseconds), 27)
    bytes.writeBigInt64BE(BigInt(milliseconds), 35)
    bytes.writeBigInt64BE(producer.id, 43)
    bytes.writeInt16BE(producer.epoch, 51)
    bytes.writeInt32BE(firstSequence, 53)
    bytes.writeInt32BE(this.count, 57)
    bytes.writeUInt32BE(crc32c(bytes, checkedFrom, end), checksumAt)
    return bytes.subarray(0, end)
  }

  /** Empties the batch and keeps its memory for the next. */
  clear(): void {
    this.count = 0
    this.out.end = headerSize
  }
}
