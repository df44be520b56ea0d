import type pg from 'pg'
import { oneCopy, sameAs } from './copies.ts'
import type { CommandRow, EarlyRow, IntentRow, Journal, OutboxRow, Position } from './journal.ts'
import { allRows } from './rows.ts'

/** What the runtime keeps in every service's database. */
export async function readJournal(database: pg.Client): Promise<Journal> {
  return {
    outbox: await allRows(database, outbox, toOutboxRow),
    inbox: await allRows(database, 'select event_id from inbox', (row: { event_id: string }) => row.event_id),
    positions: await allRows(database, positions, (row: Position) => ({ ...row })),
    commands: await allRows(database, commands, ({ id, token }: Nullable<CommandRow>) => ({
      id,
      token: token ?? undefined,
    })),
    intents: await allRows(database, intents, ({ parked, ...row }: ParkableRow) => ({
      ...row,
      ...(parked && { parked }),
    })),
    early: await allRows(database, early, (row: EarlyRow) => ({ ...row })),
  }
}

const copyOf = oneCopy()

const toOutboxRow = ({ id, key, digest, causationId, ...row }: OutboxRow): OutboxRow => ({
  id,
  key,
  type: copyOf(row.type),
  topic: copyOf(row.topic),
  digest,
  source: copyOf(row.source),
  subject: sameAs(key, row.subject),
  correlationId: sameAs(key, row.correlationId),
  causationId,
})

type Nullable<Row extends CommandRow> = Row & { readonly token: string | null | undefined }

type ParkableRow = IntentRow & { readonly parked: string | null }

const intents = `select kind, key, entity_id as "entityId", attempts, parked from intents`

const outbox = `
  select id, aggregateid as key, type, topic, encode(sha256(payload), 'base64') as digest, source, subject,
    correlationid as "correlationId", causationid as "causationId"
  from outbox order by position`

const positions = 'select topic, partition, next_offset::float8 as "offset" from positions'

const commands = `select id, answer ->> 'token' as token from commands`

const early = 'select event_id as "eventId", entity_id as "entityId" from early'
