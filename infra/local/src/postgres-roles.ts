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
 * publishes, the judge only reads. Last of all the superuser gets a password of its own.
 */
export async function makeDatabase(superuserUrl: string, urls: Record<Role, string>): Promise<void> {
  const database = new URL(urls.owner).pathname.slice(1)
  const secret = forEach(roles, (role) => new URL(urls[role]).password)
  await run(superuserUrl, [
    `create role "${database}" login password '${secret.owner}'`,
    `create role relay login replication password '${secret.relay}'`,
    `create role judge login password '${secret.judge}' in role pg_read_all_data, pg_monitor`,
    `create database "${database}" owner "${database}"`,
    `revoke connect, temporary on database "${database}" from public`,
    `grant connect on database "${database}" to relay, judge`,
    `alter role postgres password '${secret.admin}'`,
  ])
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
