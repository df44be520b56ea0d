import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

const runtimeMigrations = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Brings a service's database up to date: the runtime's tables, then the service's own from `folder`.
 * Idempotent; a second job that runs at the same time waits for the first.
 */
export async function migrate(databaseUrl: string, folder: string) {
  await up(databaseUrl, runtimeMigrations, 'runtime_migrations')
  await up(databaseUrl, folder, 'service_migrations')
}

const up = (databaseUrl: string, dir: string, migrationsTable: string) =>
  runner({ databaseUrl, dir, migrationsTable, direction: 'up', advisoryLockMode: 'wait', log: () => {} })

/** Lets the relay read the outbox, and nothing else. Roles are made by whoever runs the database. */
export const grantRelay = (databaseUrl: string) =>
  withClient(databaseUrl, (client) =>
    client.query(`
      do $$ begin
        if exists (select from pg_roles where rolname = 'relay') then grant select on outbox to relay; end if;
      end $$
    `),
  )

/**
 * Makes the relay's replication slot, as the relay's role and only while nothing was announced yet:
 * a slot that is made later would begin behind events that nobody carried.
 */
export const openSlot = (relayDatabaseUrl: string, service: string) =>
  withClient(relayDatabaseUrl, async (client) => {
    const slot = `relay_${service}`
    const { rows } = await client.query(
      'select exists (select from outbox) as announced, exists (select from pg_replication_slots where slot_name = $1) as opened',
      [slot],
    )
    if (rows[0].opened || rows[0].announced) return
    await client.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot])
  })

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// Not awaited: the job imports this module, and the two would wait for each other. A failure still ends the process.
