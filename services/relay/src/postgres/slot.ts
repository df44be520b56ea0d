import { type Client, escapeLiteral } from 'pg'
import { Halt } from '../halt.ts'

export const publication = 'outbox'

/** Whether the source still has everything since the last confirmation. Halts when events may be missing. */
export async function checkSlot(client: Client, slot: string): Promise<void> {
  const status = await statusOf(client, slot)
  if (status === undefined) throw new Halt(`the replication slot "${slot}" does not exist. ${whatToDo}`)
  if (status === 'lost') throw new Halt(`Postgres has removed log that the slot "${slot}" still needs. ${whatToDo}`)
  if (!(await isPublished(client)))
    throw new Halt(`the publication "${publication}" of the table "outbox" does not exist. ${whatToDo}`)
}

/** For the person who has to look. */
export const whatToDo =
  'Events may have been announced that Kafka will never see: nothing is relayed until a person has looked. ' +
  'See "When the slot is gone" in services/relay/README.md.'

async function statusOf(client: Client, slot: string): Promise<string | undefined> {
  const { rows } = await client.query<{ wal_status: string }>(
    `select coalesce(wal_status, 'reserved') as wal_status from pg_replication_slots where slot_name = ${escapeLiteral(slot)}`,
  )
  return rows[0]?.wal_status
}

async function isPublished(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_publication_tables join pg_publication using (pubname)
     where pubname = ${escapeLiteral(publication)} and tablename = 'outbox' and pubinsert`,
  )
  return rows.length > 0
}
