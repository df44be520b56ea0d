import pg from 'pg'

/** Reads a database as the judge, who may not change it. */
export async function inDatabase<Result>(url: string, read: (database: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'judge', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // a connection that breaks also fails what is being read
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only') // all tables as of one moment
    return await read(client)
  } finally {
    await client.end()
  }
}

const atOnce = 20_000

/** Every row that `select` finds, some thousands at a time. */
export async function allRows<Row extends pg.QueryResultRow, Kept = Row>(
  database: pg.Client,
  select: string,
  keep: (row: Row) => Kept,
): Promise<Kept[]> {
  const kept: Kept[] = []
  await database.query(`declare rows no scroll cursor for ${select}`)
  for (;;) {
    const { rows } = await database.query<Row>(`fetch ${atOnce} from rows`)
    for (const row of rows) kept.push(keep(row))
    if (rows.length < atOnce) break
  }
  await database.query('close rows')
  return kept
}
