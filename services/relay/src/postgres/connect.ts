import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { WriteAheadLog } from '../position.ts'

/** A connection that can follow a slot, and takes plain queries until then. */
export async function connectPostgres(connectionString: string, name: string): Promise<Client> {
  const settings = {
    connectionString,
    replication: 'database',
    enableChannelBinding: true,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  }
  const client = new Client(settings)
  // A lost connection also fails the running query, and there it is handled; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Which write-ahead log this is, and how often the relay's place in it was made anew. */
export async function identify(client: Client): Promise<WriteAheadLog> {
  const { rows } = await client.query<{ systemid: string; timeline: string }>('IDENTIFY_SYSTEM')
  const [row] = rows
  if (!row) throw new Error('Postgres does not say which system it is')
  return { system: row.systemid, timeline: Number(row.timeline), rebuilds: await rebuildsOf(client) }
}

async function rebuildsOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ rebuilds: string }>(
    'select coalesce(max(number), 0) as rebuilds from relay_rebuilds',
  )
  return Number(rows[0]?.rebuilds)
}

/** Says goodbye, so that Postgres reads what it was told last; does not wait long for an answer. */
export async function closePostgres({ connection }: Client): Promise<void> {
  if (connection.stream.destroyed) return
  const closed = once(connection.stream, 'close')
  connection.stream.resume()
  connection.end()
  await Promise.race([closed, delay(1_000)])
  connection.stream.destroy()
}
