import { createHash } from 'node:crypto'
import type { QueryResult, QueryResultRow } from 'pg'

/** A statement with its values apart. It carries a name, so that each connection plans it once. */
export interface Sql {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Whoever asks for one refuses to work outside a transaction. Statements that don't wait for each other share a round
 * trip: they are answered in the order in which they were asked, and after one that fails, all fail.
 */
export interface Transaction {
  /** When the transaction began by the database's clock, epoch milliseconds. */
  readonly now: Promise<number>
  query<Row extends QueryResultRow>(statement: Sql): Promise<QueryResult<Row>>
}

/** Whoever needs no transaction takes one statement anywhere. */
export type Asking = Pick<Transaction, 'query'>

const prepared = new WeakMap<TemplateStringsArray, { name: string; text: string }>()

/** sql`where id = ${id}` becomes `where id = $1` with the value beside it: values never join the text. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const { name, text } = prepared.get(strings) ?? prepare(strings)
  return { name, text, values }
}

function prepare(strings: TemplateStringsArray) {
  const text = strings.reduce((query, part, index) => `${query}$${index}${part}`)
  const statement = { text, name: createHash('sha1').update(text).digest('base64url') }
  prepared.set(strings, statement)
  return statement
}
