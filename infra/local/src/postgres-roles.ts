import pg from 'pg'
import { forEach, type Role, roles } from './names.ts'
import { password } from './password.ts'

/** A URL of the database for each role, with a new password in each. */
export function newUrls(address: string, database: string): Record<Role, string> {
  const users = { owner: database, relay: 'relay', judge: 'judge', admin: 'postgres' }
  return forEach(roles, (role) => `postgres://${users[role]}:${password()}@${address}/${database}`)
}

/**
 * Makes a database and who may do what there: its owner migrates and serves, the relay only follows what the owner
 * publishes, the judge only reads. Nobody else may connect, nor they to another database. Last of all the superuser gets a
 * password of its own. What is there already stays; passwords become these in any case.
 */
export async function makeDatabase(superuserUrl: string, urls: Record<Role, string>): Promise<void> {
  const database = new URL(urls.owner).pathname.slice(1)
  const secret = forEach(roles, (role) => new URL(urls[role]).password)
  await run(superuserUrl, [
    `create role "${database}"`,
    `create role relay`,
    `create role judge in role pg_monitor`,
    `create database "${database}" owner "${database}"`,
    `alter role "${database}" login password '${secret.owner}'`,
    `alter role relay login replication password '${secret.relay}'`,
    `alter role judge login password '${secret.judge}'`,
    'revoke pg_read_all_data from judge', // which an earlier version gave it
    'alter role judge set default_transaction_read_only = on',
    `revoke connect, temporary on database "${database}" from public`,
    `grant connect on database "${database}" to relay, judge`,
    'revoke connect on database postgres, template1 from public',
  ])
  await run(Object.assign(new URL(superuserUrl), { pathname: `/${database}` }).href, [
    withhold,
    // A heartbeat, for a relay that needs one to move on while the outbox is quiet.
    'grant execute on function pg_logical_emit_message(boolean, text, text, boolean) to relay',
    // Not by pg_read_all_data, which would show the judge everybody's passwords as Postgres keeps them.
    'grant select on all tables in schema public to judge',
    `alter default privileges for role "${database}" grant select on tables to judge`,
  ])
  await run(superuserUrl, [`alter role postgres password '${secret.admin}'`])
}

/** Postgres lets everybody keep large objects and write messages into the log: whoever only reads does neither. */
const withhold = `
  do $$ declare writing regprocedure; begin
    for writing in
      select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace
        and proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'pg_logical_emit_message')
    loop execute format('revoke execute on function %s from public', writing);
    end loop;
  end $$`

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement).catch(unlessThere)
  } finally {
    await client.end()
  }
}

/** A role or a database of that name is there already. */
function unlessThere(error: unknown): void {
  const code = error instanceof Error && 'code' in error && error.code
  if (code !== '42710' && code !== '42P04') throw error
}
