import type { Flight } from './flight.ts'
import type { Log } from './log.ts'
import type { Lsn } from './postgres/lsn.ts'

/** Where a session says how it goes. */
export interface Report {
  readonly log: Log
  waiting(reason: string): void
  streaming(): void
  /** Kafka did not take something; it is tried again. */
  refused(reason: string): void
  landed(flight: Flight): void
  /** An event was already in Kafka. */
  skipped(): void
  confirmed(place: Lsn): void
}
