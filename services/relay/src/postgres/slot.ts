import { type Client, escapeLiteral } from 'pg'
import { Halt } from '../halt.ts'

export const publication = 'outbox'

/** The slot by which a source is followed. */
export const slotOf = (source: string) => `relay_${source}`

/** The one that a rebuild holds while it works; it goes with the rebuild's connection. */
export const rebuildingSlotOf = (source: string) => `relay_${source}_rebuild`

/** Whether the source still has everything since the last confirmation. Halts when events may be missing. */
export async function checkSlot(client: Client, source: string): Promise<void> {
  const slot = slotOf(source)
  const status = await statusOf(client, slot)
  if (status === undefined && (await statusOf(client, rebuildingSlotOf(source))))
    throw new Halt(`the replication slot "${slot}" is being rebuilt: relaying goes on when that has ended`)
  if (status === undefined) throw new Halt(`the replication slot "${slot}" does not exist. ${whatToDo(source)}`)
  if (status === 'lost')
    throw new Halt(`Postgres has removed log that the slot "${slot}" still needs. ${whatToDo(source)}`)
  if (!(await isPublished(client)))
    throw new Halt(`the publication "${publication}" of the table "outbox" does not exist. ${whatToDo(source)}`)
}

/** For the person who has to look. */
const whatToDo = (source: string) =>
  'Events may have been announced that Kafka will never see: nothing is relayed until the slot is made anew by ' +
  `"npm run relay:rebuild -- ${source}". See "When the slot is gone, or the database was restored" in services/relay/README.md.`

/** What Postgres says of the log that a slot needs; undefined when there is no such slot. */
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
