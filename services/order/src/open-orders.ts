import { type Asking, figures, sql } from '@saga-shop/runtime'

/** Orders in one state, with totals in one currency, that have not come to their end. */
interface OpenOrders {
  readonly state: string
  readonly currency: string
  readonly orders: number
  readonly minor: number
  /** Of the oldest, in seconds. */
  readonly age: number
}

const openStates = ['validated', 'confirmed', 'preparing', 'shipped']

// A transaction that began so many seconds ago may still bring an order into being.
const slowest = 600

/**
 * What is under way, as figures. Only orders from the oldest open one on are read, in the order in which they were
 * placed: what came to its end long ago costs nothing.
 */
export function openOrders() {
  let since = 0
  return figures<OpenOrders>({
    read: async (database) => {
      const { now, open } = await readOpen(database, since)
      since = now - Math.max(slowest, ...open.map(({ age }) => age + 1))
      return open
    },
    figures: [
      {
        name: 'saga_orders_open',
        help: 'Orders that are neither delivered nor over.',
        labelNames: ['state'],
        samples: (rows) => openStates.map((state) => [{ state }, sum(rows.filter((row) => row.state === state))]),
      },
      {
        name: 'saga_orders_open_minor_units',
        help: 'The totals of orders that are neither delivered nor over, in hundredths of their currency as a rule.',
        labelNames: ['state', 'currency'],
        samples: (rows) => rows.map(({ state, currency, minor }) => [{ state, currency }, minor]),
      },
      {
        name: 'saga_orders_open_oldest_seconds',
        help: 'How long ago the oldest of them was placed; 0 when there is none.',
        labelNames: [],
        samples: (rows) => [[{}, Math.max(0, ...rows.map(({ age }) => age))]],
      },
    ],
  })
}

const sum = (rows: readonly OpenOrders[]) => rows.reduce((total, { orders }) => total + orders, 0)

async function readOpen(database: Asking, since: number) {
  const { rows } = await database.query<{ now: number; open: OpenOrders[] }>(sql`
    with open as (
      select status as state, state -> 'total' ->> 'currency' as currency, count(*)::int as orders,
        sum((state -> 'total' ->> 'minor')::bigint)::float8 as minor,
        extract(epoch from now() - min(placed_at))::float8 as age
      from orders
      where placed_at >= to_timestamp(${since}::float8) and status = any(${openStates}::text[])
      group by 1, 2
    )
    select extract(epoch from now())::float8 as now, coalesce((select json_agg(open) from open), '[]') as open
  `)
  return rows[0] ?? { now: since, open: [] }
}
