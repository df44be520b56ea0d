import { crashPoint } from '@saga-shop/runtime/crash-point'
import { Confirmations } from './confirmations.ts'
import type { Lsn } from './postgres/lsn.ts'
import type { Replication } from './postgres/replication.ts'
import { Pulse } from './pulse.ts'
import type { Report } from './report.ts'

// Often enough that little is sent again after a crash; rare enough to cost nothing.
const heartbeat = 100

/** Holds the slot: tells Postgres what is safe in Kafka, also while nothing is read from it. */
export class SlotHolder implements Disposable {
  readonly replication: Replication
  private readonly report: Report
  private readonly confirmations = new Confirmations()
  private readonly pulse = new Pulse()
  private readonly timer: NodeJS.Timeout

  constructor(replication: Replication, report: Report) {
    this.replication = replication
    this.report = report
    this.timer = setInterval(() => this.beat(), heartbeat)
  }

  /** Everything before this place is in Kafka, or was never for it. */
  confirm(place: Lsn): void {
    this.confirmations.confirm(place)
    this.report.confirmed(this.confirmations.confirmed)
  }

  /** Tells Postgres now. */
  tell(): void {
    this.replication.confirm(this.confirmations.toldTo(Date.now()))
    if (this.confirmations.confirmed > 0) crashPoint('slot-confirmed')
  }

  /** Throws when the slot may have gone to another relay while this process stood still. */
  stillHolds(): void {
    this.pulse.check()
  }

  [Symbol.dispose](): void {
    clearInterval(this.timer)
  }

  private beat(): void {
    this.pulse.beat()
    if (this.confirmations.isDue(Date.now())) this.tell()
  }
}
