import { crashPoint } from '@saga-shop/runtime/crash-point'
import type { Flight } from './flight.ts'
import { Flights } from './flights.ts'
import { intake } from './intake.ts'
import type { Cluster } from './kafka/cluster.ts'
import type { ProducerIdentity } from './kafka/record-batch.ts'
import type { Landmarks } from './landmarks.ts'
import type { Partition } from './partition.ts'
import type { WriteAheadLog } from './position.ts'
import type { Lsn } from './postgres/lsn.ts'
import { outboxDecoder } from './postgres/pgoutput.ts'
import { flightSender } from './producer.ts'
import type { Report } from './report.ts'
import type { SlotHolder } from './slot-holder.ts'

/** All that a source needs to carry events: the slot is held, Kafka is connected, the ends of its topics are read. */
export interface Journey {
  readonly holder: SlotHolder
  readonly wal: WriteAheadLog
  readonly cluster: Cluster
  readonly identity: ProducerIdentity
  readonly topics: ReadonlyMap<string, readonly Partition[]>
  readonly landmarks: Landmarks
  readonly user: string
  readonly report: Report
}

// Above this many bytes in hand nothing more is read from Postgres; below half of it, reading goes on.
const mostBytes = 3 * 2 ** 20

/** Takes events from the stream into flights, sends these one after the other, and confirms what has landed. */
export class Carrier {
  /** Settles when the last flight has landed after `finish`, or when one cannot. */
  readonly landing: Promise<void>
  /** Rejects when a message cannot be taken. */
  readonly broken: Promise<never>
  private readonly journey: Journey
  private readonly flights = new Flights()
  private readonly breaks: (error: unknown) => void
  private isDeaf = false

  constructor(journey: Journey, over: AbortSignal) {
    this.journey = journey
    const { promise, reject } = Promise.withResolvers<never>()
    this.broken = promise
    this.breaks = reject
    this.landing = this.flights.run(this.sender(over), (flight) => this.landed(flight))
    this.listen()
  }

  /** Takes nothing more, and resolves when everything in hand is in Kafka and Postgres knows. */
  async finish(): Promise<void> {
    this.turnDeaf()
    this.flights.finish()
    await this.landing
    this.journey.holder.tell()
  }

  /** Drops what is in hand. Resolves when nothing is on its way to Kafka any more; never rejects. */
  async abandon(): Promise<void> {
    this.turnDeaf()
    this.flights.abandon()
    await this.landing.catch(() => undefined)
  }

  private listen(): void {
    const { holder, report } = this.journey
    const confirm = (end: Lsn) => this.confirm(end)
    const { changes, quiet } = intake({ ...this.journey, flights: this.flights, confirm, skipped: report.skipped })
    const decode = outboxDecoder(changes)
    holder.replication.listen({
      message: (bytes, at) => this.take(() => decode(bytes, at)),
      keepalive: (end, answerNow) => {
        this.take(() => quiet(end))
        if (answerNow) holder.tell()
      },
    })
  }

  /** After the first message that could not be taken, none is: a gap would look like the end of what came before. */
  private take(what: () => void): void {
    if (this.isDeaf) return
    try {
      what()
    } catch (error) {
      this.break(error)
    }
    if (this.flights.bytes > mostBytes) this.journey.holder.replication.pause()
  }

  private landed(flight: Flight): void {
    const { holder, report } = this.journey
    flight.landed()
    report.landed(flight)
    if (flight.commitEnd !== undefined) this.confirm(flight.commitEnd)
    crashPoint('flight-landed')
    if (!this.isDeaf && this.flights.bytes <= mostBytes / 2) holder.replication.resume()
  }

  /** Only what gets through shows that the source streams. */
  private confirm(place: Lsn): void {
    this.journey.holder.confirm(place)
    this.journey.report.streaming()
  }

  private sender(over: AbortSignal) {
    const { holder, report } = this.journey
    const attempts = { allowed: () => holder.stillHolds(), failed: report.refused, succeeded: report.streaming }
    return flightSender(this.journey, attempts, over)
  }

  private break(error: unknown): void {
    this.turnDeaf()
    this.breaks(error)
  }

  private turnDeaf(): void {
    this.isDeaf = true
    this.journey.holder.replication.pause()
  }
}
