import type { QueryResult, QueryResultRow } from 'pg'
import pg from 'pg'
import { crashPoint } from './crash-point.ts'
import { isUnanswered } from './failures.ts'
import { gatherWrites } from './gather-writes.ts'
import { openPools, unreachable } from './pools.ts'
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
  /** Asked for again when its password is refused: it may have changed. */
  readonly url: string
  /** Connections at the most. One writes events, the others answer queries and claim intents. */
  connections?: number
  /** After so many milliseconds without an answer a connection is held to be dead, as when a cable was pulled: nobody says so. */
  patience?: number
  onBroken?: (error: Error) => void
}

// A statement is planned when it is first needed, over tables that are empty then; and those that are emptied all the time
// are full of rows that are gone. So the planner shall not read them whole where there is an index.
const planning = '-c enable_seqscan=off'

export function openDatabase(options: DatabaseOptions): Database {
  const pools = openPools(options, (url) => openPool(url, options))
  const counts = { transactions: 0, statements: 0 }
  return {
    counts,
    query: (statement) => {
      counts.statements++
      return pools.use((pool) => pool.query(asQuery(statement)))
    },
    transaction: async (work) => {
      const client = await pools.use((pool) => pool.connect()).catch(unreachable)
      const state: State = {}
      try {
        counts.transactions++
        const result = await work(begin(client, counts, state))
        const committed = client.query('commit')
        crashPoint('commit-sent')
        await committed
        client.release()
        return result
      } catch (error) {
        state.over = true
        await (isUnanswered(error) ? client.release(true) : rollback(client))
        throw isAborted(error) ? (state.failure ?? error) : error
      }
    },
    close: pools.close,
  }
}

function openPool(url: string, { connections = 6, patience, onBroken = () => {} }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    options: planning,
    max: connections,
    connectionTimeoutMillis: 5_000,
    ...(patience && { query_timeout: patience }),
    keepAlive: true,
    pipeline: true,
    enableChannelBinding: true,
  })
  pool.on('error', onBroken)
  pool.on('connect', gatherWrites)
  pool.on('connect', (client) => client.on('error', onBroken)) // also one that breaks in the middle of a transaction
  return pool
}

/** What becomes of a transaction. */
interface State {
  /** What went wrong first: statements that follow on the wire only say that the transaction is aborted. */
  failure?: unknown
  /** Work that goes on after a failure must not write: the connection is another's by then. */
  over?: true
}

/** Begins, and reads the database's clock on the way. Nothing is waited for: statements follow each other on the wire. */
function begin(client: pg.PoolClient, counts: Database['counts'], state: State): Transaction {
  const now = client.query(`begin; select extract(epoch from now()) * 1000 as now`).then(clockIn)
  now.catch(() => {}) // a transaction that cannot begin fails in its first statement, too
  return {
    now,
    query: (statement) => {
      if (state.over) return Promise.reject(new Error('this transaction is over'))
      counts.statements++
      const answer = client.query(asQuery(statement))
      answer.catch((error: unknown) => {
        state.failure ??= error
      })
      return answer
    },
  }
}

const isAborted = (error: unknown) => error instanceof Error && 'code' in error && error.code === '25P02'

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
