import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Lags, SlotLag } from './lag.ts'
import type { Lsn } from './postgres/lsn.ts'

/** What one source counts. */
export interface SourceMetrics {
  landed(events: number, bytes: number): void
  retried(): void
  skipped(): void
  confirmed(place: Lsn): void
}

/** The relay's numbers, labelled by source. `lagOf` is asked when somebody looks. */
export function openMetrics(lags: () => Promise<Lags>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string) =>
    new Counter({ name: `relay_${name}`, help, labelNames: ['source'], registers: [registry] })
  const events = counter('events_total', 'Events that Kafka has acknowledged')
  const bytes = counter('bytes_total', 'Bytes of record batches that Kafka has acknowledged')
  const flights = counter('flights_total', 'Groups of batches sent together')
  const retries = counter('retries_total', 'Batches or requests that Kafka did not take at once')
  const skipped = counter(
    'skipped_events_total',
    'Events that were already in Kafka, found by the tail of their partition',
  )
  const confirmedAt = openConfirmedAt(registry)
  openLag(registry, lags)

  return {
    registry,
    of(source: string): SourceMetrics {
      const labels = { source }
      return {
        landed(count, size) {
          events.inc(labels, count)
          bytes.inc(labels, size)
          flights.inc(labels)
        },
        retried: () => retries.inc(labels),
        skipped: () => skipped.inc(labels),
        confirmed: () => confirmedAt.set(source, Date.now()),
      }
    },
  }
}

function openConfirmedAt(registry: Registry): Map<string, number> {
  const at = new Map<string, number>()
  new Gauge({
    name: 'relay_confirmed_age_seconds',
    help: 'Time since a place in the write-ahead log was last confirmed to Postgres',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      for (const [source, time] of at) this.set({ source }, (Date.now() - time) / 1000)
    },
  })
  return at
}

/** Numbers of the slots: whoever looks asks each database once. */
function openLag(registry: Registry, lags: () => Promise<Lags>): void {
  let asked: Promise<Lags> | undefined
  const ask = () => {
    asked ??= lags().finally(() => {
      asked = undefined
    })
    return asked
  }
  const gauge = (name: string, help: string, figure: (lag: SlotLag | 'lost') => number | undefined) =>
    new Gauge({
      name: `relay_${name}`,
      help: `${help}; absent while Postgres is out of reach`,
      labelNames: ['source'],
      registers: [registry],
      async collect() {
        const answers = await ask()
        this.reset()
        for (const [source, lag] of answers) {
          const value = figure(lag)
          if (value !== undefined) this.set({ source }, value)
        }
      },
    })
  const ofSlot = (figure: (lag: SlotLag) => number | undefined) => (lag: SlotLag | 'lost') =>
    lag === 'lost' ? undefined : figure(lag)

  gauge(
    'lag_bytes',
    'Bytes of write-ahead log that Postgres keeps for the slot',
    ofSlot(({ bytes }) => bytes),
  )
  gauge(
    'lag_seconds',
    'For how long the slot has not reached where the log once ended',
    ofSlot(({ seconds }) => seconds),
  )
  gauge(
    'slot_safe_bytes',
    'Log that may still be written before Postgres gives the slot up',
    ofSlot(({ safeBytes }) => safeBytes),
  )
  gauge('slot_lost', '1 when the slot is missing or lost', (lag) => (lag === 'lost' ? 1 : 0))
}
