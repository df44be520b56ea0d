import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Role } from './names.ts'
import { makeDatabase } from './postgres-roles.ts'
import { postgresSettings } from './postgres-settings.ts'
import type { PostgresTemplate } from './postgres-template.ts'
import { placeForPostgres, postgresUid } from './postgres-user.ts'
import type { ManagedProcess } from './process.ts'
import type { Site } from './site.ts'
import type { Check } from './wait.ts'

/** A cluster with one database: its name in the stack, and the database's URL for each role. */
export interface PostgresOptions {
  readonly name: string
  readonly urls: Record<Role, string>
  readonly settings?: Record<string, string> | undefined
  /** The folder for its socket; without one it listens on TCP only. */
  readonly sockets?: string | undefined
  /** Where its data are, if not in the stack's folder. */
  readonly disk?: string | undefined
}

/** Starts a fresh cluster with its database and roles. */
export async function startPostgres(
  site: Site,
  template: PostgresTemplate,
  options: PostgresOptions,
): Promise<ManagedProcess> {
  const { name, urls, settings } = options
  const { port } = new URL(urls.admin)
  const data = join(options.disk ?? placeForPostgres(join(site.folder, 'postgres')), name)
  rmSync(data, { recursive: true, force: true })
  await site.job(`${name}-copy`, { command: 'cp', arguments: ['-Rp', template.folder, data], uid: postgresUid })
  const first = `postgres://postgres:${template.password}@127.0.0.1:${port}/postgres`
  const cluster = await site.run({
    name,
    command: template.postgres,
    arguments: [
      '-D',
      data,
      ...postgresSettings(port, { ...settings, unix_socket_directories: quoted(options.sockets) }),
    ],
    uid: postgresUid,
    endsBy: 'SIGINT',
    dropsBy: 'SIGQUIT', // gives its shared memory back, as SIGKILL would not
    patience: 5_000,
    tooSoon: /pre-existing shared memory block/, // its children outlive a postmaster that was killed, for a moment
    ready: letsIn(first, urls.admin),
  })
  await makeDatabase(first, urls)
  return cluster
}

/** A list of one folder, whatever its name is. */
const quoted = (folder: string | undefined) => (folder ? `"${folder}"` : '')

/** Whether it lets the superuser in, who has the template's password before the first start is over, and a new one after. */
function letsIn(first: string, later: string): Check {
  let url = first
  return async function connects() {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return true
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '28P01') url = later
      return false
    } finally {
      await client.end().catch(() => {})
    }
  }
}
