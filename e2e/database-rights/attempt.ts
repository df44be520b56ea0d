import pg from 'pg'

/** What became of a statement: it was carried out (and undone), or Postgres said no, and how. */
export type Answer = 'allowed' | 'refused' | { readonly otherwise: string }

const insufficientPrivilege = '42501'
/** Refused at the door: no such role or password, or no right to connect. */
const atTheDoor = new Set(['28P01', '28000', insufficientPrivilege])

/** Tries statements one by one, each in a transaction that is rolled back. */
export async function attempt(url: string, statements: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
  const client = await open({ connectionString: url })
  try {
    const answers = new Map<string, Answer>()
    for (const statement of statements) answers.set(statement, await tryOut(client, statement))
    return answers
  } finally {
    await client.end()
  }
}

/** Tries to log on, for replication if so wanted. */
export async function logOn(url: string, { replication = false } = {}): Promise<Answer> {
  const settings = { connectionString: url, ...(replication && { replication: 'database' }) }
  try {
    await (await open(settings)).end()
    return 'allowed'
  } catch (error) {
    return error instanceof pg.DatabaseError && atTheDoor.has(error.code ?? '') ? 'refused' : otherwise(error)
  }
}

async function open(settings: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, application_name: 'rights', ...settings })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function tryOut(client: pg.Client, statement: string): Promise<Answer> {
  await client.query('begin')
  try {
    await client.query(statement)
    return 'allowed'
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === insufficientPrivilege ? 'refused' : otherwise(error)
  } finally {
    await client.query('rollback')
  }
}

const otherwise = (error: unknown): Answer => ({ otherwise: error instanceof Error ? error.message : String(error) })
