import type { QueryResult, QueryResultRow } from 'pg'
import pg from 'pg'
import { crashPoint } from './crash-point.ts'
import type { Sql, Transaction } from './sql.ts'

/** A service's own Postgres. */
export interface Database {
  /** Commits what `work` did, or nothing of it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  query<Row extends QueryResultRow>(statement: Sql): Promise<QueryResult<Row>>
  close(): Promise<void>
  /** Transactions and statements since the start, for the figures of `npm run bench`. */
  readonly counts: { transactions: number; statements: number }
}

export interface DatabaseOptions {
  url: string
  /** Connections at the most. One writes events, the others answer queries and claim intents. */
  connections?: number
  onBroken?: (error: Error) => void
}

export function openDatabase({ url, connections = 6, onBroken = () => {} }: DatabaseOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000, pipeline: true })
  pool.on('error', onBroken)
  pool.on('connect', (client) => client.on('error', onBroken)) // also one that breaks in the middle of a transaction
  const counts = { transactions: 0, statements: 0 }
  return {
    counts,
    query: (statement) => {
      counts.statements++
      return pool.query(asQuery(statement))
    },
    transaction: async (work) => {
      const client = await pool.connect()
      try {
        counts.transactions++
        const result = await work(begin(client, counts))
        const committed = client.query('commit')
        crashPoint('commit-sent')
        await committed
        client.release()
        return result
      } catch (error) {
        await rollback(client)
        throw error
      }
    },
    close: () => pool.end(),
  }
}

/** Begins, and reads the database's clock on the way. Nothing is waited for: statements follow each other on the wire. */
function begin(client: pg.PoolClient, counts: Database['counts']): Transaction {
  const now = client.query(`begin; select extract(epoch from now()) * 1000 as now`).then(clockIn)
  now.catch(() => {}) // a transaction that cannot begin fails in its first statement, too
  return {
    now,
    query: (statement) => {
      counts.statements++
      return client.query(asQuery(statement))
    },
  }
}

/** pg answers two statements with an array of results. */
const clockIn = (results: unknown) => Math.floor(Number((results as QueryResult[])[1]?.rows[0].now))

/** A connection that cannot even roll back is thrown away. */
async function rollback(client: pg.PoolClient) {
  try {
    await client.query('rollback')
    client.release()
  } catch (error) {
    client.release(error instanceof Error ? error : true)
  }
}

const asQuery = ({ name, text, values }: Sql) => ({ name, text, values: [...values] })
