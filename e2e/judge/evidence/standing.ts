import type { Service } from '@saga-shop/contracts'

/** A replication slot, by which the relay follows an outbox. */
export interface SlotRow {
  readonly service: Service
  readonly active: boolean
  /** What Postgres says of the log that it keeps for it: `reserved`, `extended`, `unreserved` or `lost`. */
  readonly wal: string
}

/** A record that waits for a person, or for one of its key that does. */
export interface ParkedRow {
  readonly service: Service
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string
  readonly eventId: string | undefined
  /** None: it waits behind an earlier one. */
  readonly reason: string | undefined
  /** Whether somebody decided that it shall never be heard. */
  readonly discarded: boolean
}

/** Something that a service owes by a time of its own. */
export interface DeadlineRow {
  readonly service: Service
  readonly kind: string
  readonly entity: string
  readonly overdue: boolean
}

/** A place that was searched for personal data, and how often that was found there. */
export interface Trace {
  /** `topic …`, `table service.table`, with what the rows are about where that matters, or `log …`. */
  readonly place: string
  readonly found: number
}
