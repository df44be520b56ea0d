import { Client } from 'pg'
import type { Standing } from '../landmarks.ts'
import { parseLsn } from './lsn.ts'

/** How far a slot that somebody follows is confirmed, and how far the log reaches; over a connection of its own. */
export async function standingOf(connectionString: string, slot: string): Promise<Standing> {
  const client = new Client({ connectionString, application_name: 'relay standing', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ confirmed: string; reached: string }>(
      `select confirmed_flush_lsn as confirmed, pg_current_wal_flush_lsn() as reached
       from pg_replication_slots where slot_name = $1`,
      [slot],
    )
    const [row] = rows
    if (!row) throw new Error(`the replication slot "${slot}" has just gone`)
    return { confirmed: parseLsn(row.confirmed), end: parseLsn(row.reached) }
  } finally {
    await client.end()
  }
}
