import type { Client } from 'pg'
import { column, OutboxRow } from '../postgres/outbox-row.ts'
import type { Row } from './missing.ts'

const together = 5_000

/** The rows of the outbox as the client's transaction sees them, in their order. */
export async function* rowsOf(client: Client): AsyncGenerator<Row> {
  await client.query(`declare announced no scroll cursor for
    select id, topic, aggregateid as key from outbox order by position`)
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${together} from announced`)
    yield* rows
    if (rows.length < together) break
  }
  await client.query('close announced')
}

/** Whole rows by their ids, in the order of the outbox. */
export async function readRows(client: Client, ids: readonly string[]): Promise<OutboxRow[]> {
  const { rows } = await client.query<Record<string, string | Buffer | null>>(
    `select id, topic, aggregateid as key, payload, type, source, subject, correlationid, causationid, traceparent, tracestate,
       to_char(time at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time
     from outbox where id = any($1::uuid[]) order by position`,
    [ids],
  )
  return rows.map(inBytes)
}

/** As if it had come from the write-ahead log. */
function inBytes(values: Record<string, string | Buffer | null>): OutboxRow {
  const row = new OutboxRow()
  for (const [name, at] of Object.entries(column)) {
    const value = values[name] ?? null
    if (value === null) continue
    const bytes = Buffer.from(value)
    row.set(at, bytes, 0, bytes.length)
  }
  return row
}
