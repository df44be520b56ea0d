import type { Service } from '@saga-shop/contracts'
import type pg from 'pg'
import { allRows } from './rows.ts'
import type { DeadlineRow, ParkedRow, SlotRow } from './standing.ts'

/** Who follows the outbox, what waits for a person, and what is owed by when. */
export async function readStanding(database: pg.Client, service: Service) {
  const ofService = <Row extends object>(row: Row) => ({ service, ...row })
  return {
    slots: await allRows(database, slots, ofService<Omit<SlotRow, 'service'>>),
    parked: await rowsIf(database, 'parked', parked, ({ eventId, reason, ...row }: Nullable): ParkedRow => {
      return { service, ...row, eventId: eventId ?? undefined, reason: reason ?? undefined }
    }),
    deadlines: await rowsIf(database, 'deadlines', deadlines, ofService<Omit<DeadlineRow, 'service'>>),
  }
}

/** The rows of a table, if there is such a table in this version of the shop. */
async function rowsIf<Row extends pg.QueryResultRow, Kept>(
  database: pg.Client,
  table: string,
  select: string,
  keep: (row: Row) => Kept,
) {
  const { rows } = await database.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
  return rows[0]?.there ? allRows(database, select, keep) : []
}

type Nullable = Omit<ParkedRow, 'service' | 'eventId' | 'reason'> & {
  readonly eventId: string | null
  readonly reason: string | null
}

const slots = `
  select active, coalesce(wal_status, 'lost') as wal from pg_replication_slots
  where slot_type = 'logical' and database = current_database()`

const parked = `
  select topic, partition, record_offset::float8 as "offset", key, event_id as "eventId", reason, false as discarded
  from parked
  union all
  select topic, partition, record_offset::float8, key, null, reason, true
  from parking_history where action = 'discarded' and topic is not null`

const deadlines = 'select kind, entity, due_at < now() as overdue from deadlines'
