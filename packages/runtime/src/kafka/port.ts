import type { TlsFiles } from '../tls/pems.ts'

/** What the runtime needs from a Kafka client. Everything that knows kafkajs is in this folder. */
export interface Consumer {
  /** Joins the group and hears until `stop`; keeps coming back when the broker goes away. */
  start(): Promise<void>
  /** Hears no more, waits for what is in hand, leaves the group. */
  stop(): Promise<void>
  /** Whether this member has joined its group and hears from the broker. */
  readonly joined: boolean
  /** Whether it is on its way into the group, which may take as long as other members take to come. */
  readonly rejoining: boolean
}

export interface ConsumerOptions {
  readonly groupId: string
  readonly topics: readonly string[]
  /** Whether Kafka keeps how far it came, for tools that show lag: yes. A group without that leaves no trace. */
  readonly isKept?: boolean
  /** It asks for more at most once in so many milliseconds: what comes meanwhile comes together. */
  readonly every?: number
  /** Told which partitions are now ours; answers where each of them begins. */
  readonly assigned: (partitions: readonly Extent[]) => Promise<readonly Begin[]>
  /** Hears the records of one partition; several partitions are heard at once. */
  readonly hear: (fetched: Fetched) => Promise<Verdict>
}

/** What the log of a partition holds. */
export interface Extent {
  readonly topic: string
  readonly partition: number
  /** The first offset that the log still has. */
  readonly begin: number
  /** The offset that the next record gets. */
  readonly end: number
}

export interface Begin {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export interface Fetched {
  readonly topic: string
  readonly partition: number
  readonly records: readonly KafkaRecord[]
}

export interface KafkaRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: RecordHeaders
}

export type RecordHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>

/** Where to go on, or that this partition is stopped until someone has looked. */
export type Verdict = { readonly next: number } | { readonly stopped: true }

export interface KafkaSettings {
  readonly brokers: readonly string[]
  readonly clientId: string
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly tls?: TlsFiles | undefined
}
