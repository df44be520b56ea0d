import type { Client } from 'pg'
import type { Cluster } from '../kafka/cluster.ts'
import { recordsOf, type StoredRecord } from '../kafka/stored-records.ts'
import { parsePosition, positionHeader } from '../position.ts'
import type { Known } from './topics.ts'

/** An event that stands on a topic. */
export interface Announced {
  readonly topic: string
  readonly record: StoredRecord
}

/**
 * Events that stand on the topics and not in the outbox, run after run: what a restored database has forgotten.
 * Older ones than the whole outbox are none: the outbox is a journal of days, and what is older was removed in good order.
 */
export async function* strangers(
  cluster: Cluster,
  { ids, partitions }: Known,
  outbox: Client,
): AsyncGenerator<Announced[]> {
  if (ids.marked === ids.size) return
  const oldest = await oldestIn(outbox)
  for (const held of [...partitions.values()].flat()) {
    for await (const run of recordsOf(cluster, held)) {
      const unmarked = run.filter(
        (record) => isEvent(record) && timeOf(record) >= oldest && !ids.isMarked(idOf(record)),
      )
      const unknown = await unknownTo(outbox, unmarked.map(idOf))
      if (unknown.size > 0)
        yield unmarked.filter((record) => unknown.has(idOf(record))).map((record) => ({ topic: held.topic, record }))
    }
  }
}

async function oldestIn(outbox: Client): Promise<number> {
  const { rows } = await outbox.query<{ oldest: Date | null }>('select min(time) as oldest from outbox')
  return rows[0]?.oldest?.getTime() ?? Number.NEGATIVE_INFINITY
}

async function unknownTo(outbox: Client, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await outbox.query<{ id: string }>(
    'select id from unnest($1::uuid[]) as asked (id) where not exists (select from outbox where outbox.id = asked.id)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const idOf = ({ headers }: StoredRecord) => headers['ce_id']?.toString() ?? ''
const timeOf = ({ headers }: StoredRecord) => Date.parse(headers['ce_time']?.toString() ?? '')

/** What no relay has written is no business of the outbox. */
const isEvent = (record: StoredRecord) =>
  uuid.test(idOf(record)) && parsePosition(record.headers[positionHeader]?.toString() ?? '') !== undefined
