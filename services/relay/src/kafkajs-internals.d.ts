/** The parts of kafkajs that its own types leave out: what we use of them, as version 2.2.4 has them. */
declare module 'kafkajs/src/protocol/encoder.js' {
  class Encoder {
    buffer: Buffer
    writeVarInt(value: number): this
  }
  export = Encoder
}

declare module 'kafkajs/src/protocol/decoder.js' {
  class Decoder {
    constructor(bytes: Buffer)
  }
  export = Decoder
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  function crc32c(bytes: Buffer): number
  export = crc32c
}

declare module 'kafkajs/src/protocol/recordBatch/record/v0/index.js' {
  import type Encoder from 'kafkajs/src/protocol/encoder.js'

  function encodeRecord(record: object): Encoder
  export = encodeRecord
}

declare module 'kafkajs/src/protocol/recordBatch/v0/index.js' {
  import type Encoder from 'kafkajs/src/protocol/encoder.js'
  export function RecordBatch(batch: object): Promise<Encoder>
}

declare module 'kafkajs/src/protocol/recordBatch/v0/decoder.js' {
  import type Decoder from 'kafkajs/src/protocol/decoder.js'

  interface Decoded {
    records: { key: Buffer | null; value: Buffer | null; headers: Record<string, Buffer> }[]
  }
  function decodeBatch(decoder: Decoder): Promise<Decoded>
  export = decodeBatch
}
