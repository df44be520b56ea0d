import type { Fact } from '@saga-shop/contracts'
import type { KafkaRecord } from './kafka/port.ts'

/** Something that a service can hear: an event, a request, or the outcome of an outside call. */
export interface Kind<Data> {
  readonly name: string
  /** Never set: it lets TypeScript tell the data of one kind from another's. */
  readonly data?: Data
}

/** What happened, as a decision sees it. */
export interface Cause<Data = unknown> {
  /** UUID. The same cause has the same id whenever and wherever it is heard. */
  readonly id: string
  /** The topic of an event, the name of a request or of an outcome. */
  readonly name: string
  /** The id of the entity it is about, unless the reaction says otherwise. */
  readonly key: string
  readonly data: Data
  /** The order that it belongs to. */
  readonly correlationId: string
  readonly traceparent?: string | undefined
  readonly tracestate?: string | undefined
  /** What an event came in: if it must be parked, it is parked as it came. */
  readonly record?: KafkaRecord
  /** Heard again after a restore: it may have had effects, outside or on our topics, that this database does not know. */
  readonly replayed?: true
  /** What it had led to before the restore, as far as that was announced. */
  readonly before?: readonly Fact[]
}

/** A request over HTTP. Its id comes from the idempotency key; the fingerprint tells whether the body is the same. */
export interface Command<Data = unknown> extends Cause<Data> {
  readonly fingerprint: string
  /** Whether its answer is kept, for whoever asks again under the same idempotency key. */
  readonly kept: boolean
}

/** What became known of an outside call. */
export interface Outcome<Data = unknown> extends Cause<Data> {
  readonly intentId: string
}

/** A deadline whose time is up. */
export interface Passing extends Cause<undefined> {
  readonly deadline: string
  /** The event or cause that started it, or moved it last. */
  readonly startedBy: string
}

/** A record that is no event, and why. It goes along to be parked where it stands. */
export interface Unreadable extends Cause {
  readonly record: KafkaRecord
  readonly unreadable: string
}

export const isCommand = (cause: Cause): cause is Command => 'fingerprint' in cause
export const isOutcome = (cause: Cause): cause is Outcome => 'intentId' in cause
export const isPassing = (cause: Cause): cause is Passing => 'deadline' in cause
export const isUnreadable = (cause: Cause): cause is Unreadable => 'unreadable' in cause
/** Events keep the order of their key; requests, outcomes and deadlines come when they come. */
export const isEvent = (cause: Cause) => !isCommand(cause) && !isOutcome(cause) && !isPassing(cause)

/** Declares a kind of request. */
export const command = <Data>(name: string): Kind<Data> => ({ name })
