import { Writer } from './writer.ts'

/** A batch as it goes to its partition. */
export interface Sealed {
  readonly topic: string
  readonly partition: number
  readonly bytes: Buffer
}

/** The newest version without tagged fields that every broker since 2.1 knows. */
export const produceV7 = { apiKey: 0, apiVersion: 7, apiName: 'Produce' }

const allReplicas = -1
const noTransaction = -1
const timeout = 10_000

/** A Produce request as the pieces of its frame, the batches among them untouched. */
export function produceRequest(batches: readonly Sealed[], correlationId: number, clientId: string): Buffer[] {
  const topics = [...Map.groupBy(batches, ({ topic }) => topic)]
  const out = new Pieces(
    64 + clientId.length + batches.length * 8 + topics.reduce((size, [name]) => size + name.length + 6, 0),
  )
  out.int32(0)
  out.int16(produceV7.apiKey)
  out.int16(produceV7.apiVersion)
  out.int32(correlationId)
  out.string(clientId)
  out.int16(noTransaction)
  out.int16(allReplicas)
  out.int32(timeout)
  out.int32(topics.length)
  for (const [name, partitions] of topics) {
    out.string(name)
    out.int32(partitions.length)
    for (const { partition, bytes } of partitions) {
      out.int32(partition)
      out.int32(bytes.length)
      out.piece(bytes)
    }
  }
  return out.framed()
}

/** A writer into which whole buffers are laid without copying them. */
class Pieces extends Writer {
  private readonly pieces: Buffer[] = []
  private cutAt = 0
  private size = 0

  constructor(room: number) {
    super()
    this.room(room)
  }

  piece(bytes: Buffer): void {
    this.pieces.push(this.bytes.subarray(this.cutAt, this.end), bytes)
    this.cutAt = this.end
    this.size += bytes.length
  }

  /** All pieces in order; the frame's first four bytes say how many follow. */
  framed(): Buffer[] {
    this.bytes.writeInt32BE(this.end + this.size - 4, 0)
    return this.pieces
  }
}
