import { type Dashboard, query } from './panel.ts'

/** What the processes take. */
export const processes: Dashboard = {
  name: 'processes',
  title: 'Processes',
  description: 'What the Node processes take of the machine. Broker, databases and registry: docker stats.',
  panels: [
    {
      title: 'Up',
      description: 'Instances that answer.',
      unit: 'short',
      queries: [query('sum by (job) (up)', '{{job}}')],
    },
    {
      title: 'CPU',
      description: 'Cores in use.',
      unit: 'percentunit',
      queries: [
        query('sum by (job, instance) (rate(process_cpu_seconds_total[$__rate_interval]))', '{{job}} {{instance}}'),
      ],
    },
    {
      title: 'Memory',
      description: 'Resident, by process.',
      unit: 'bytes',
      queries: [query('sum by (job, instance) (process_resident_memory_bytes)', '{{job}} {{instance}}')],
    },
    {
      title: 'Heap in use',
      description: 'A heap that only grows is a leak.',
      unit: 'bytes',
      queries: [query('sum by (job, instance) (nodejs_heap_size_used_bytes)', '{{job}} {{instance}}')],
    },
    {
      title: 'Event loop, behind by',
      description: 'The 99th percentile. Half a second is where requests are refused.',
      unit: 's',
      worse: 0.5,
      queries: [query('max by (job, instance) (nodejs_eventloop_lag_p99_seconds)', '{{job}} {{instance}}')],
    },
    {
      title: 'Transactions and statements, per second',
      description: 'How well batches share their statements.',
      unit: 'ops',
      queries: [
        query('sum by (service) (rate(saga_transactions_total[$__rate_interval]))', '{{service}} transactions'),
        query('sum by (service) (rate(saga_statements_total[$__rate_interval]))', '{{service}} statements'),
      ],
    },
  ],
}
