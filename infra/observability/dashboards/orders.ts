import { type Dashboard, query } from './panel.ts'

/** What customers would notice. */
export const orders: Dashboard = {
  name: 'orders',
  title: 'Orders',
  description: 'What customers would notice, and what a person must decide.',
  panels: [
    {
      title: 'Oldest order under way',
      description: 'Since when the oldest order is neither delivered nor over. npm run owed says what it hangs on.',
      unit: 's',
      kind: 'stat',
      worse: 900,
      queries: [query('max(saga_orders_open_oldest_seconds)')],
    },
    {
      title: 'Parked orders',
      description: 'They wait for a person: npm run parked.',
      unit: 'short',
      kind: 'stat',
      worse: 1,
      queries: [query('sum(max by (service) (saga_parked_orders + saga_parked_calls))')],
    },
    {
      title: 'Overdue',
      description: 'What somebody owes an order for longer than it may take: npm run owed -- --overdue.',
      unit: 'short',
      kind: 'stat',
      worse: 1,
      queries: [query('sum(max by (service, deadline) (saga_overdue))')],
    },
    {
      title: 'Money in flight',
      description: 'The totals of orders that are paid for and not delivered.',
      unit: 'currencyEUR',
      kind: 'stat',
      queries: [query('max(sum by (instance) (saga_orders_open_minor_units{state!="validated"})) / 100')],
    },
    {
      title: 'Orders under way, by state',
      description: 'A state that only fills has nobody who empties it.',
      unit: 'short',
      queries: [query('max by (state) (saga_orders_open)', '{{state}}')],
    },
    {
      title: 'Money with the bank',
      description: 'Charges and refunds that the bank has not answered yet.',
      unit: 'currencyEUR',
      queries: [query('max by (call, currency) (saga_bank_calls_open_minor_units) / 100', '{{call}} {{currency}}')],
    },
    {
      title: 'What becomes of orders, per second',
      description: 'Requested, and how they end.',
      unit: 'ops',
      queries: [
        query(
          'sum by (type) (rate(saga_events_announced_total{type=~"OrderRequested|OrderRejected|OrderCancelled|OrderDelivered|OrderReturned|OrderRefunded"}[$__rate_interval]))',
          '{{type}}',
        ),
      ],
    },
    {
      title: 'Owed, by whom',
      description: 'Orders that wait for somebody; overdue ones are among them.',
      unit: 'short',
      queries: [query('max by (service, deadline, by) (saga_owed)', '{{by}} owes {{service}}: {{deadline}}')],
    },
    {
      title: 'Overdue, for how long',
      description: 'The longest, by what is owed.',
      unit: 's',
      worse: 900,
      queries: [
        query('max by (service, deadline, by) (saga_overdue_seconds)', '{{by}} owes {{service}}: {{deadline}}'),
      ],
    },
    {
      title: 'Calls with the bank',
      description: 'How many charges and refunds are open.',
      unit: 'short',
      queries: [query('max by (call) (saga_bank_calls_open)', '{{call}}')],
    },
  ],
}
