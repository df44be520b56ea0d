import { type Dashboard, percentiles, query } from './panel.ts'

/** How events travel. */
export const events: Dashboard = {
  name: 'events',
  title: 'Events',
  description: 'How events travel: outbox, log, listener, outside world.',
  panels: [
    {
      title: 'Lag of each group',
      description: 'Events that stand in the log and were not heard, by the databases’ own positions.',
      unit: 'short',
      worse: 10_000,
      queries: [query('sum by (service) (saga_lag_events)', '{{service}}')],
    },
    {
      title: 'Age of each outbox',
      description: 'For how long the relay has not reached where the log of a database once ended.',
      unit: 's',
      worse: 60,
      queries: [query('max by (source) (relay_lag_seconds)', '{{source}}')],
    },
    {
      title: 'Bytes that slots hold back',
      description: 'Write-ahead log that Postgres keeps for the relay. It fills the disk, or the slot is given up.',
      unit: 'bytes',
      worse: 100_000_000,
      queries: [query('max by (source) (relay_lag_bytes)', '{{source}}')],
    },
    {
      title: 'Bytes until a slot is given up',
      description: 'How much more log may be written while the relay stands still.',
      unit: 'bytes',
      queries: [query('min by (source) (relay_slot_safe_bytes)', '{{source}}')],
    },
    {
      title: 'From announcement to effect, by topic',
      description: 'The oldest event of each fetch: outbox, relay, Kafka, and the listener’s transaction.',
      unit: 's',
      queries: percentiles('saga_hop_duration_seconds', 'topic'),
    },
    {
      title: 'Outside calls',
      description: 'How long bank, carrier and mail server take for a round of calls.',
      unit: 's',
      queries: percentiles('saga_call_duration_seconds', 'call'),
    },
    {
      title: 'Requests',
      description: 'Until a request over HTTP is answered.',
      unit: 's',
      queries: percentiles('saga_request_duration_seconds', 'route'),
    },
    {
      title: 'Requests told to come back later, per second',
      description: 'Answered with 503 or 429: more comes in than goes out.',
      unit: 'ops',
      queries: [
        query(
          'sum by (service, reason) (rate(saga_requests_refused_total[$__rate_interval]))',
          '{{service}}: {{reason}}',
        ),
      ],
    },
    {
      title: 'Duplicates suppressed, per second',
      description: 'Heard before and dropped. A restart makes some; a steady stream has a reason.',
      unit: 'ops',
      queries: [query('sum by (service) (rate(saga_duplicates_total[$__rate_interval]))', '{{service}}')],
    },
    {
      title: 'Causes applied, per second',
      description: 'Events, requests, outcomes and deadlines.',
      unit: 'ops',
      queries: [query('sum by (service) (rate(saga_causes_applied_total[$__rate_interval]))', '{{service}}')],
    },
    {
      title: 'Transactions',
      description: 'How long they take, commit included.',
      unit: 's',
      queries: percentiles('saga_batch_duration_seconds', 'service'),
    },
    {
      title: 'Events relayed, per second',
      description: 'Acknowledged by Kafka, by the outbox they come from.',
      unit: 'ops',
      queries: [query('sum by (source) (rate(relay_events_total[$__rate_interval]))', '{{source}}')],
    },
    {
      title: 'What does not go smoothly, per second',
      description: 'Retries of the relay, and consumers that were started anew.',
      unit: 'ops',
      queries: [
        query('sum by (source) (rate(relay_retries_total[$__rate_interval]))', 'relay retries {{source}}'),
        query(
          'sum by (service) (rate(saga_consumer_restarts_total[$__rate_interval]))',
          'consumer restarts {{service}}',
        ),
      ],
    },
    {
      title: 'Waiting for a person',
      description: 'Parked events and calls, and stopped partitions.',
      unit: 'short',
      worse: 1,
      queries: [
        query('max by (service) (saga_parked_events)', 'events in {{service}}'),
        query('max by (service) (saga_parked_calls)', 'calls of {{service}}'),
        query('sum by (service) (saga_partitions_stopped)', 'partitions of {{service}}'),
      ],
    },
  ],
}
