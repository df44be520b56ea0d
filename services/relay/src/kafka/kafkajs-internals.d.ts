/** The parts of kafkajs that its own types leave out: what we use of them, as version 2.2.4 has them. */
declare module 'kafkajs/src/cluster/index.js' {
  import type { Socket } from 'node:net'
  import type { Definition } from 'kafkajs/src/protocol/requests/index.js'

  namespace Cluster {
    interface Broker {
      lookupRequest(key: number, definition: Definition): <Answer>(args: object) => Protocol<Answer>
      connectionPool: {
        send<Answer>(protocol: Protocol<Answer>): Promise<Answer>
        getConnection(): Promise<Connection>
      }
      disconnect(): Promise<void>
    }
    interface Connection {
      clientId: string
      socket: Socket
      authenticate(): Promise<void>
      nextCorrelationId(): number
      requestQueue: { push(request: PushedRequest): void }
    }
    interface PushedRequest {
      entry: {
        apiKey: number
        apiVersion: number
        apiName: string
        correlationId: number
        resolve(answer: { payload: Buffer }): void
        reject(error: unknown): void
      }
      expectResponse: boolean
      sendRequest(): void
    }
    interface Protocol<Answer> {
      request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<object> }
      response: { decode(bytes: Buffer): Promise<Answer>; parse(decoded: Answer): Promise<Answer> }
    }
    interface PartitionMetadata {
      partitionId: number
      leader: number
    }
  }

  class Cluster {
    constructor(settings: object)
    brokerPool: { findConnectedBroker(): Promise<Cluster.Broker> }
    connect(): Promise<void>
    disconnect(): Promise<void>
    addMultipleTargetTopics(topics: readonly string[]): Promise<void>
    refreshMetadata(): Promise<void>
    findTopicPartitionMetadata(topic: string): Cluster.PartitionMetadata[]
    findBroker(node: { nodeId: number }): Promise<Cluster.Broker>
  }
  export = Cluster
}

declare module 'kafkajs/src/network/socketFactory.js' {
  function createSocketFactory(): object
  export = createSocketFactory
}

declare module 'kafkajs/src/loggers/index.js' {
  import type { LogEntry } from 'kafkajs'
  export function createLogger(settings: { level: number; logCreator: () => (entry: LogEntry) => void }): object
}

declare module 'kafkajs/src/protocol/requests/index.js' {
  export interface Definition {
    protocol(version: { version: number }): unknown
  }
  export const requests: Record<'Metadata' | 'InitProducerId' | 'ListOffsets' | 'Fetch' | 'Produce', Definition>
}

declare module 'kafkajs/src/protocol/requests/apiKeys.js' {
  const keys: Record<'Metadata' | 'InitProducerId' | 'ListOffsets' | 'Fetch' | 'Produce', number>
  export = keys
}

declare module 'kafkajs/src/protocol/requests/produce/v7/response.js' {
  export function decode<Answer>(bytes: Buffer): Promise<Answer>
}

declare module 'kafkajs/src/protocol/error.js' {
  export function createErrorFromCode(code: number): Error & { type: string }
}

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
