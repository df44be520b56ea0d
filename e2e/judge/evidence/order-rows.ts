import type pg from 'pg'
import type { OrderRow, ProductRow } from './evidence.ts'
import { allRows } from './rows.ts'

/** Orders and stock as the order service keeps them, as of one moment. */
export const readOrdering = async (database: pg.Client) => ({
  orders: await readOrders(database),
  products: await readProducts(database),
})

const readOrders = (database: pg.Client) => allRows(database, 'select id, status, state from orders', toOrder)

const readProducts = (database: pg.Client) =>
  allRows(database, 'select id, stocked, available, reserved, gone from products', (row: ProductRow) => ({ ...row }))

/** The orders for which baskets keep items aside. */
export const readAside = (database: pg.Client) => allRows(database, aside, ({ id }: { id: string }) => id)

const aside = `select entry ->> 'orderId' as id from baskets, jsonb_array_elements(state -> 'aside') as entry`

interface Row {
  readonly id: string
  readonly status: string
  readonly state: Omit<OrderRow, 'id' | 'status'>
}

const toOrder = ({ id, status, state: { lines, total, goods, money } }: Row): OrderRow => ({
  id,
  status,
  lines,
  total,
  ...(goods && { goods }),
  ...(money && { money }),
})
