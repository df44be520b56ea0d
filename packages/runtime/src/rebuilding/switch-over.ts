import type { Position } from '../positions.ts'
import { sql, type Transaction } from '../sql.ts'
import { compare, type Differences } from './compare.ts'
import type { View } from './view.ts'

/** Holds the service's positions in these topics: until this transaction ends it hears no more of them. */
export async function holdPositions(tx: Transaction, topics: readonly string[]): Promise<Position[]> {
  const { rows } = await tx.query<Position>(sql`
    select topic, partition, next_offset::float8 as "offset" from positions
    where topic = any(${topics}::text[]) order by topic, partition for update
  `)
  return rows
}

/** Writes what differs into the live table. Whoever reads sees all of it or nothing, and rows that are right are not touched. */
export async function switchOver(
  tx: Transaction,
  view: View,
  { schema, columns }: { readonly schema: string; readonly columns: readonly string[] },
): Promise<Differences> {
  const found = await compare(tx, view, { schema, columns })
  const { table, key } = view
  const names = columns.map((column) => `"${column}"`).join(', ')
  const wrong = [...found.extra, ...found.changed]
  const right = [...found.missing, ...found.changed]
  await tx.query({
    name: '',
    text: `delete from public."${table}" where "${key}"::text = any($1::text[])`,
    values: [wrong],
  })
  await tx.query({
    name: '',
    text: `insert into public."${table}" (${names}, version)
      select ${names}, version from "${schema}"."${table}" where "${key}"::text = any($1::text[])`,
    values: [right],
  })
  return found
}
