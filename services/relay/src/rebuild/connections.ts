import { Client } from 'pg'
import { closePostgres, connectPostgres } from '../postgres/connect.ts'

export interface Connections {
  /** As the relay: for slots. */
  readonly relay: Client
  /** As the service that owns the outbox. */
  readonly owner: Client
}

/** Connects to a source's database, works, and closes what it has opened. */
export async function withConnections<Result>(
  { databaseUrl, ownerUrl }: { readonly databaseUrl: string; readonly ownerUrl: string },
  work: (connections: Connections) => Promise<Result>,
): Promise<Result> {
  const relay = await connectPostgres(databaseUrl, 'relay rebuild')
  const owner = new Client({ connectionString: ownerUrl, application_name: 'relay rebuild' })
  owner.on('error', () => {})
  try {
    await owner.connect()
    return await work({ relay, owner })
  } finally {
    await Promise.allSettled([closePostgres(relay), owner.end()])
  }
}
