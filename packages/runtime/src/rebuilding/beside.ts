import { type Database, openDatabase } from '../database.ts'
import { sql } from '../sql.ts'
import type { View } from './view.ts'

/** A place beside the live tables, with an empty table of the same name and shape, and an inbox of its own. */
export interface Beside {
  /** Finds these two tables and no others: there is no outbox to announce in, and no intent to write down. */
  readonly database: Database
  readonly schema: string
  /** Takes everything away again. */
  remove(): Promise<void>
}

/** Makes the place anew; what a run that was killed left there goes. */
export async function makeBeside(url: string, live: Database, { name, table }: View): Promise<Beside> {
  const schema = `rebuild_${name}`
  const statements = [
    `drop schema if exists "${schema}" cascade`,
    `create schema "${schema}"`,
    `create table "${schema}"."${table}" (like public."${table}" including all)`,
    `create table "${schema}".inbox (like public.inbox including all)`,
  ]
  for (const text of statements) await run(live, text)
  const within = new URL(url)
  within.searchParams.set('options', `-c search_path="${schema}"`)
  const database = openDatabase({ url: within.href, connections: 2 })
  return {
    database,
    schema,
    remove: async () => {
      await database.close()
      await run(live, `drop schema if exists "${schema}" cascade`)
    },
  }
}

/** Names of tables cannot be values; these come from a declaration, and from nobody else. */
const run = (database: Database, text: string) => database.query({ ...sql``, name: '', text })
