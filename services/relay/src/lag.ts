import { Pool } from 'pg'
import type { SourceSettings } from './session.ts'

/** Asks each source's Postgres how much log its slot holds back; leaves out who does not answer. */
export function lagReader(sources: readonly SourceSettings[]) {
  const pools = sources.map(({ name, databaseUrl }) => ({ name, pool: openPool(databaseUrl) }))
  return {
    async read(): Promise<Map<string, number>> {
      const lags = await Promise.all(
        pools.map(async ({ name, pool }) => [name, await lagOf(pool, `relay_${name}`)] as const),
      )
      return new Map(lags.flatMap(([name, lag]) => (lag === undefined ? [] : [[name, lag] as const])))
    },
    close: () => Promise.all(pools.map(({ pool }) => pool.end())),
  }
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: 1_000,
    query_timeout: 1_000,
    application_name: 'relay lag',
  })
  // A connection that breaks while idle is replaced at the next question.
  pool.on('error', () => {})
  return pool
}

async function lagOf(pool: Pool, slot: string): Promise<number | undefined> {
  try {
    const { rows } = await pool.query<{ lag: string }>(
      'select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) as lag from pg_replication_slots where slot_name = $1',
      [slot],
    )
    return rows[0] && Number(rows[0].lag)
  } catch {
    return undefined
  }
}
