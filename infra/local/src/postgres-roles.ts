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
 * What is there already stays; passwords become these in any case.
 */
export async function makeDatabase(superuserUrl: string, urls: Record<Role, string>): Promise<void> {
  const database = new URL(urls.owner).pathname.slice(1)
  const secret = forEach(roles, (role) => new URL(urls[role]).password)
  await run(superuserUrl, [
    `create role "${database}"`,
    `create role relay`,
    `create role judge in role pg_read_all_data, pg_monitor`,
    `create database "${database}" owner "${database}"`,
    `alter role "${database}" login password '${secret.owner}'`,
    `alter role relay login replication password '${secret.relay}'`,
    `alter role judge login password '${secret.judge}'`,
    `revoke connect, temporary on database "${database}" from public`,
    `grant connect on database "${database}" to relay, judge`,
    `alter role postgres password '${secret.admin}'`,
  ])
}

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
