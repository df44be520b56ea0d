import { Conflict, type Entity, noFacts, type Store, sql, type Transaction } from '@saga-shop/runtime'
import type { Shipment } from './shipment.ts'

async function loadShipments(tx: Transaction, orderIds: readonly string[]) {
  const { rows } = await tx.query<Entity<Shipment> & { id: string }>(sql`
    select order_id as id, version, state from shipments
    where order_id = any(${orderIds}::uuid[]) order by order_id for update
  `)
  return rows
}

async function saveShipments(tx: Transaction, changed: readonly Entity<Shipment>[]) {
  const shipments = changed.flatMap(({ state, version }) => (state ? [{ state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into shipments (order_id, version, status, state)
    select order_id, version + 1, status, state
    from unnest(
      ${shipments.map(({ state }) => state.orderId)}::uuid[], ${shipments.map(({ version }) => version)}::int[],
      ${shipments.map(({ state }) => state.status)}::text[], ${shipments.map(({ state }) => JSON.stringify(state))}::jsonb[]
    ) as saved (order_id, version, status, state)
    on conflict (order_id) do update set version = excluded.version, status = excluded.status, state = excluded.state
    where shipments.version = excluded.version - 1
  `)
  if (rowCount !== shipments.length) throw new Conflict('a shipment has moved on since it was loaded')
}

/** Shipments by order: locked, decided and saved together. */
export const shipments: Store<Shipment> = {
  name: 'shipments',
  load: loadShipments,
  facts: noFacts,
  save: saveShipments,
}
