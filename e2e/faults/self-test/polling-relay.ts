import type { Edit } from './bug.ts'

/** A file that the relay does not have: it reads an outbox as most are read. */
export const pollingRelay: Edit = {
  file: 'services/relay/src/poll.ts',
  find: '',
  put: `import pg from 'pg'
import { column, OutboxRow } from './postgres/outbox-row.ts'
import type { OutboxChanges } from './postgres/pgoutput.ts'

export async function poll(changes: OutboxChanges, user: string, isOver: () => boolean) {
  const pool = new pg.Pool({ connectionString: process.env[\`RELAY_\${user.toUpperCase()}_DATABASE_URL\`], max: 1 })
  pool.on('error', () => {})
  let last = 0
  const { rows } = await pool.query('select coalesce(max(position), 0)::float8 as last from outbox')
  last = rows[0].last
  while (!isOver()) {
    const { rows } = await pool.query(
      \`select outbox.*, position::float8 as place, to_char(time at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as utc
       from outbox where position > $1 order by position limit 500\`,
      [last],
    )
    for (const row of rows) {
      changes.began(row.place)
      changes.announced(asOutboxRow(row))
      last = row.place
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await pool.end()
}

function asOutboxRow(row: Record<string, unknown>) {
  const outboxRow = new OutboxRow()
  const texts: Record<string, unknown> = { ...row, key: row['aggregateid'], time: row['utc'], position: undefined }
  for (const [name, place] of Object.entries(column)) {
    const value = texts[name]
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value ?? ''))
    outboxRow.set(place, bytes, 0, value === null || value === undefined ? -1 : bytes.length)
  }
  return outboxRow
}
`,
}
