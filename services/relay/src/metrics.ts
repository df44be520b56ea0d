import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Lsn } from './postgres/lsn.ts'

/** What one source counts. */
export interface SourceMetrics {
  landed(events: number, bytes: number): void
  retried(): void
  skipped(): void
  confirmed(place: Lsn): void
}

/** The relay's numbers, labelled by source. `lagOf` is asked when somebody looks. */
export function openMetrics(lagOf: () => Promise<ReadonlyMap<string, number>>) {
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
  openLag(registry, lagOf)

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

function openLag(registry: Registry, lagOf: () => Promise<ReadonlyMap<string, number>>) {
  return new Gauge({
    name: 'relay_lag_bytes',
    help: 'Bytes of write-ahead log that Postgres keeps for the slot; absent while Postgres is out of reach',
    labelNames: ['source'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [source, bytes] of await lagOf()) this.set({ source }, bytes)
    },
  })
}
