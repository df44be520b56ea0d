import type { Database } from '../database.ts'
import { sql, type Transaction } from '../sql.ts'
import type { View } from './view.ts'

/** How the live table differs from the one that was made anew. */
export interface Differences {
  readonly same: number
  /** Rows that only the new one has, that only the live one has, and that are not the same in both, by their keys. */
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly changed: readonly string[]
}

/** The columns that say something; a row's version only counts how often it was saved. */
export async function columnsOf(database: Pick<Database, 'query'>, { table }: View): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(sql`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and column_name <> 'version' order by ordinal_position
  `)
  return rows.map(({ name }) => name)
}

/** Compares row by row, in the database. */
export async function compare(
  tx: Pick<Transaction, 'query'>,
  view: View,
  { schema, columns }: { readonly schema: string; readonly columns: readonly string[] },
): Promise<Differences> {
  const { table, key } = view
  const content = (of: string) => `row(${columns.map((column) => `${of}."${column}"`).join(', ')})`
  const { rows } = await tx.query<{ key: string; verdict: 'same' | 'missing' | 'extra' | 'changed' }>({
    name: '',
    values: [],
    text: `
      select coalesce(live."${key}", anew."${key}")::text as key,
        case when live."${key}" is null then 'missing' when anew."${key}" is null then 'extra'
          when ${content('live')} is not distinct from ${content('anew')} then 'same' else 'changed' end as verdict
      from public."${table}" as live full join "${schema}"."${table}" as anew on live."${key}" = anew."${key}"`,
  })
  const keysOf = (wanted: string) => rows.filter(({ verdict }) => verdict === wanted).map(({ key }) => key)
  return {
    same: keysOf('same').length,
    missing: keysOf('missing'),
    extra: keysOf('extra'),
    changed: keysOf('changed'),
  }
}

export const isSame = ({ missing, extra, changed }: Differences) => missing.length + extra.length + changed.length === 0
