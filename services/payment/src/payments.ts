import { Conflict, type Entity, noFacts, type Store, sql, type Transaction } from '@saga-shop/runtime'
import type { Payment } from './payment.ts'

async function loadPayments(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<Entity<Payment> & { id: string }>(sql`
    select order_id as id, version, state from payments where order_id = any(${ids}::uuid[]) order by order_id for update
  `)
  return rows
}

async function savePayments(tx: Transaction, changed: readonly Entity<Payment>[]) {
  const payments = changed.flatMap(({ state, version }) => (state ? [{ state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into payments (order_id, version, status, state)
    select order_id, version + 1, status, state
    from unnest(
      ${payments.map(({ state }) => state.orderId)}::uuid[], ${payments.map(({ version }) => version)}::int[],
      ${payments.map(({ state }) => state.status)}::text[], ${payments.map(({ state }) => JSON.stringify(state))}::jsonb[]
    ) as saved (order_id, version, status, state)
    on conflict (order_id) do update set version = excluded.version, status = excluded.status, state = excluded.state
    where payments.version = excluded.version - 1
  `)
  if (rowCount !== payments.length) throw new Conflict('a payment has moved on since it was loaded')
}

/** Payments, one for each order: locked, decided and saved together. */
export const payments: Store<Payment> = { name: 'payments', load: loadPayments, facts: noFacts, save: savePayments }
