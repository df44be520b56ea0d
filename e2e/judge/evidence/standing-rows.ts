import type { Service } from '@saga-shop/contracts'
import type pg from 'pg'
import { allRows } from './rows.ts'
import type { DeadlineRow, ParkedRow, SlotRow } from './standing.ts'

/** Who follows the outbox, what waits for a person, and what is owed by when. */
export async function readStanding(database: pg.Client, service: Service) {
  const ofService = <Row extends object>(row: Row) => ({ service, ...row })
  return {
    slots: await allRows(database, slots, ofService<Omit<SlotRow, 'service'>>),
    parked: await allRows(database, parked, ({ eventId, reason, ...row }: Nullable): ParkedRow => {
      return { service, ...row, eventId: eventId ?? undefined, reason: reason ?? undefined }
    }),
    deadlines: await allRows(database, deadlines, ofService<Omit<DeadlineRow, 'service'>>),
  }
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
