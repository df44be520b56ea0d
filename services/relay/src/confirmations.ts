import type { Lsn } from './postgres/lsn.ts'

/** Remembers up to where Kafka has everything, and what of that Postgres was told. */
export class Confirmations {
  /** Everything before this place is acknowledged by Kafka, or was never for us. */
  confirmed: Lsn = 0
  /** When the place last moved, in epoch milliseconds. */
  movedAt = Date.now()
  private told: Lsn = 0
  private toldAt = 0

  confirm(place: Lsn): void {
    if (place < this.confirmed) return
    this.confirmed = place
    this.movedAt = Date.now()
  }

  /** Whether Postgres should hear from us: there is news, or it has been a second (it cuts off who stays silent). */
  isDue(now: number): boolean {
    return this.told < this.confirmed || now - this.toldAt >= 1_000
  }

  toldTo(now: number): Lsn {
    this.toldAt = now
    this.told = this.confirmed
    return this.confirmed
  }
}
