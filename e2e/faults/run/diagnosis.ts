import { serviceNames } from '@saga-shop/local'
import type { Databases } from './databases.ts'

/** What every service knows of orders that hang, for whoever has to find out why. */
export async function diagnosisOf(databases: Databases, orders: readonly string[]): Promise<readonly object[]> {
  const about = serviceNames.flatMap((service) =>
    Object.entries(questions).map(async ([what, question]) => {
      const rows = await databases.ask(service, question, [orders]).catch(() => []) // most tables are one service's only
      return rows.map((row) => ({ service, what, ...row }))
    }),
  )
  return (await Promise.all(about)).flat()
}

const questions = {
  orders: `select id, status, state from orders where id = any($1::uuid[])`,
  payments: `select to_jsonb(payments) as payment from payments where order_id = any($1::uuid[])`,
  shipments: `select to_jsonb(shipments) as shipment from shipments where order_id = any($1::uuid[])`,
  intents: `select to_jsonb(intents) - 'body' as intent, now() from intents where entity_id = any($1::text[])`,
  parked: `select key, topic, partition, record_offset, reason, attempts from parked where key = any($1::text[])`,
  deadlines: `select to_jsonb(deadlines) as deadline, now() from deadlines where entity = any($1::text[])`,
  announced: `select type, key, time from (select type, aggregateid as key, time from outbox) as outbox where key = any($1::text[])`,
  early: `select to_jsonb(early) - 'data' as early from early where entity_id = any($1::text[])`,
}
