import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ServiceName, Stack } from '@saga-shop/local'
import pg from 'pg'

const script = join(import.meta.dirname, '../../infra/local/src/restored.ts')

/** What a person does: `npm run restored -- <service>`. */
export async function tellRestored({ folder }: Stack, service: ServiceName): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, service, '--stack', folder])
  return stdout
}

/** Makes the slot anew. */
export async function rebuildSlot({ postgres }: Stack, service: ServiceName): Promise<void> {
  const client = new pg.Client(postgres[service].url('relay'))
  await client.connect()
  await client.query(`select pg_create_logical_replication_slot('relay_${service}', 'pgoutput')`)
  await client.end()
}
