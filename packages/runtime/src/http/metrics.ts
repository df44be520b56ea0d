import { Counter, Gauge, Histogram } from 'prom-client'
import type { Database } from '../database.ts'
import type { ParkedFigures } from '../parking/parked-list.ts'
import { openLatencies } from './latencies.ts'
import { counter, gauge, openRegister } from './prometheus.ts'

/** The service's figures, under the names that Prometheus' conventions want. */
export function openMetrics(service: string) {
  const registry = openRegister(service)
  const registers = [registry]
  return {
    registry,
    latencies: openLatencies(registry),
    causes: new Counter({
      name: 'saga_causes_applied_total',
      help: 'Events, requests and outcomes applied.',
      registers,
    }),
    duplicates: new Counter({
      name: 'saga_duplicates_total',
      help: 'Causes that were heard before and dropped.',
      registers,
    }),
    announced: new Counter({
      name: 'saga_events_announced_total',
      help: 'Events written to the outbox.',
      labelNames: ['type'],
      registers,
    }),
    deadlinesPassed: new Counter({
      name: 'saga_deadlines_passed_total',
      help: 'Deadlines that passed and were decided on.',
      labelNames: ['deadline'],
      registers,
    }),
    refused: new Counter({
      name: 'saga_requests_refused_total',
      help: 'Requests that were told to come back later.',
      labelNames: ['reason'],
      registers,
    }),
    batchSize: new Histogram({
      name: 'saga_batch_causes',
      help: 'Causes per transaction.',
      buckets: [1, 3, 10, 30, 100, 300, 1000],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'saga_batch_duration_seconds',
      help: 'Time per transaction, commit included.',
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
      registers,
    }),
    restarts: new Counter({
      name: 'saga_consumer_restarts_total',
      help: 'Consumers that were started anew because they had stalled.',
      registers,
    }),
    lag: new Gauge({
      name: 'saga_lag_events',
      help: 'Events that stand in a partition and were not heard yet, as seen a few seconds ago.',
      labelNames: ['topic', 'partition'],
      registers,
    }),
    stopped: (count: () => number) =>
      gauge('saga_partitions_stopped', 'Partitions that wait for a person.', count, registers),
    parked: (figures: () => ParkedFigures) => {
      gauge('saga_parked_orders', 'Orders that wait for a person with their events.', () => figures().orders, registers)
      gauge('saga_parked_events', 'Events that are parked, or wait behind one.', () => figures().events, registers)
      gauge('saga_parked_calls', 'Outside calls that wait for a person.', () => figures().calls, registers)
      gauge('saga_parked_oldest_seconds', 'Since when the oldest is parked.', () => figures().oldest, registers)
    },
    parkedEvents: new Counter({
      name: 'saga_events_parked_total',
      help: 'Events that could not be processed and were parked.',
      labelNames: ['topic'],
      registers,
    }),
    database: ({ counts }: Database) => {
      counter('saga_transactions_total', 'Transactions since the start.', () => counts.transactions, registers)
      counter('saga_statements_total', 'SQL statements since the start.', () => counts.statements, registers)
    },
    failing: (since: () => Date | undefined) =>
      gauge(
        'saga_transactions_failing_seconds',
        'Since when transactions fail that should not; 0 while all is well.',
        () => secondsSince(since()),
        registers,
      ),
  }
}

export type Metrics = ReturnType<typeof openMetrics>

const secondsSince = (date: Date | undefined) => (date ? (Date.now() - date.getTime()) / 1_000 : 0)
