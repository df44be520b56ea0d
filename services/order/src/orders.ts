import { OrderRequested, type OrderRequestedData } from '@saga-shop/contracts'
import { type Cause, Conflict, type Entity, type Store, sql, type Transaction } from '@saga-shop/runtime'
import type { Order } from './order.ts'
import { loadProducts, saveMoved } from './products.ts'
import { Stock } from './stock.ts'

async function loadOrders(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<Entity<Order> & { id: string }>(sql`
    select id, version, state from orders where id = any(${ids}::uuid[]) order by id for update
  `)
  return rows
}

async function saveOrders(tx: Transaction, changed: readonly Entity<Order>[]) {
  const orders = changed.flatMap(({ state, version }) => (state ? [{ state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into orders (id, version, customer_id, status, state)
    select id, version + 1, customer_id, status, state
    from unnest(
      ${orders.map(({ state }) => state.id)}::uuid[], ${orders.map(({ version }) => version)}::int[],
      ${orders.map(({ state }) => state.customerId)}::uuid[], ${orders.map(({ state }) => state.status)}::text[],
      ${orders.map(({ state }) => JSON.stringify(state))}::jsonb[]
    ) as saved (id, version, customer_id, status, state)
    on conflict (id) do update set version = excluded.version, status = excluded.status, state = excluded.state
    where orders.version = excluded.version - 1
  `)
  if (rowCount !== orders.length) throw new Conflict('an order has moved on since it was loaded')
}

/** Orders with the stock that they hold: locked, decided and saved together. */
export const orders: Store<Order, Stock> = {
  name: 'orders',
  hearsEarly: true,
  load: loadOrders,
  facts: async (tx, causes, loaded) => new Stock(await loadProducts(tx, productsOf(causes, loaded))),
  follow: (stock, before, after, now) => stock.follow(before, after, now),
  save: async (tx, changed, stock) => {
    await Promise.all([saveOrders(tx, changed), stock.moved.size > 0 && saveMoved(tx, stock.moved)])
  },
}

function productsOf(causes: readonly Cause[], loaded: readonly Entity<Order>[]) {
  const requested = causes.filter(isRequest).flatMap(({ data }) => data.lines)
  const held = loaded.flatMap(({ state }) => state?.lines ?? [])
  return [...new Set([...requested, ...held].map(({ productId }) => productId))].sort()
}

const isRequest = (cause: Cause): cause is Cause<OrderRequestedData> => cause.name === OrderRequested.topic
