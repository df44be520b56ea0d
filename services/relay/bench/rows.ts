import type pg from 'pg'
import { topics } from './stage.ts'

const perTransaction = 100

// Row n has a payload that says n and 15 times its MD5: 248 bytes, of which none may change on the way.
const insert = `
  insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid)
  select md5('id' || n)::uuid, 'order', key, 'Bench', ($3::text[])[1 + n % 6],
         int8send(n) || decode(repeat(md5(n::text), 15), 'hex'), '/order', key, key, 'bench'
  from generate_series($1::bigint, $2::bigint) as n, lateral (select md5('order' || n / 6)::uuid::text) as o (key)`

/** Announces rows `from` up to, without, `to`, a hundred in each transaction. */
export async function insertRows(client: pg.Client, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += perTransaction) {
    await insertTransaction(client, first, Math.min(first + perTransaction, to))
  }
}

/** Announces rows in one transaction. */
export const insertTransaction = (client: pg.Client, from: number, to: number) =>
  client.query({ name: 'insert', text: insert, values: [from, to - 1, topics] })

/** Resolves when everything that is now in the log is confirmed. */
export async function drained(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query('select pg_current_wal_insert_lsn() as now')
  for (;;) {
    const slot = await admin.query(
      `select pg_sleep(0.01) from pg_replication_slots where slot_name = 'relay_order' and confirmed_flush_lsn < $1`,
      [rows[0].now],
    )
    if (slot.rowCount === 0) return
  }
}
