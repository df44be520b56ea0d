import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Service } from '@saga-shop/contracts'
import type pg from 'pg'
import { canary } from './canary.ts'
import type { Trace } from './standing.ts'

/** Searches every table of a database. Rows of some tables are counted by what they are about. */
export async function searchTables(database: pg.Client, service: Service): Promise<Trace[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const traces: Trace[] = []
  for (const { name } of tables) traces.push(...(await searchTable(database, service, name)))
  return traces
}

const topicIn: Readonly<Record<string, string>> = { outbox: 'topic', parked: 'topic', parking_history: 'topic' }
const inHex = Buffer.from(canary).toString('hex') // as Postgres shows bytes

async function searchTable(database: pg.Client, service: Service, table: string): Promise<Trace[]> {
  const place = `table ${service}.${table}`
  const { rows } = await database.query<{ about: string | null; found: number }>(`
    select ${topicIn[table] ?? 'null'} as about, count(*) filter (where t::text ~ '${canary}|${inHex}')::int as found
    from "${table}" as t group by 1`)
  return [
    { place, found: 0 },
    ...rows.map(({ about, found }) => ({ place: about ? `${place} ${about}` : place, found })),
  ]
}

/** Searches the logs of every process, as far as there is a folder of them. */
export async function searchLogs(folder: string | undefined): Promise<Trace[]> {
  if (!folder) return []
  const files = (await readdir(join(folder, 'logs'))).filter((file) => file.endsWith('.log'))
  return Promise.all(
    files.map(async (file) => ({ place: `log ${file}`, found: await occurrencesIn(join(folder, 'logs', file)) })),
  )
}

async function occurrencesIn(file: string): Promise<number> {
  let found = 0
  let rest = ''
  for await (const piece of createReadStream(file, 'latin1')) {
    const text = rest + String(piece)
    found += text.split(canary).length - 1
    rest = text.slice(1 - canary.length)
  }
  return found
}
