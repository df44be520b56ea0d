import type { EventKind } from '@saga-shop/contracts'
import type { Batcher } from '../batcher.ts'
import type { Command, Kind } from '../cause.ts'
import { anyBody } from '../commands.ts'
import type { Database } from '../database.ts'
import { sql } from '../sql.ts'

/** What a service must have decided without hearing an event, given that it announced this. */
export interface Recollection<Data = unknown> {
  readonly event: EventKind<Data>
  readonly asked: Kind<unknown>
  /** What had been asked; undefined where an event was the cause, which is heard again anyway. `said`: what else was announced of the same key, by type. */
  ask(data: Data, said: ReadonlySet<string>): unknown
  entity?(data: Data): string
}

/**
 * Requests and passed deadlines are in no log but a service's own: what it announced tells what they were. They are
 * decided once more under their old ids, so what they led to has its old id, too, and is not announced again.
 */
export const recollects = <Data, Asked>(
  event: EventKind<Data>,
  asked: Kind<Asked>,
  ask: (data: Data, said: ReadonlySet<string>) => Asked | undefined,
  entity?: (data: Data) => string,
): Recollection => ({ event, asked, ask, ...(entity && { entity }) }) as unknown as Recollection // matched by its topic

interface Row {
  readonly topic: string
  readonly key: string
  readonly data: unknown
  readonly causationId: string
  readonly correlationId: string
  readonly traceparent: string | null
}

const together = 500

/** Decides again, before anything is heard, what a restored service had decided after its backup. */
export async function recollect(database: Database, batcher: Batcher, recollections: readonly Recollection[]) {
  const { rows } = await database.query<Row & Record<string, unknown>>(sql`
    select topic, key, data, causationid as "causationId", correlationid as "correlationId", traceparent
    from recollections order by position
  `)
  const said = Map.groupBy(rows, ({ key }) => key)
  const causes = rows.flatMap((row) => commandBehind(row, recollections, said.get(row.key) ?? []))
  for (let at = 0; at < causes.length; at += together) await batcher.submit({ causes: causes.slice(at, at + together) })
  await database.query(sql`delete from recollections where not exists (select from replays)`)
}

function commandBehind(row: Row, recollections: readonly Recollection[], ofKey: readonly Row[]): Command[] {
  const recollection = recollections.find(({ event }) => event.topic === row.topic)
  const data = recollection?.ask(row.data, new Set(ofKey.map(({ topic }) => topic)))
  if (!recollection || data === undefined) return []
  const key = recollection.entity?.(row.data) ?? row.key
  const { causationId: id, correlationId, traceparent } = row
  const asked = { id, name: recollection.asked.name, key, data, correlationId, fingerprint: anyBody, kept: true }
  return [{ ...asked, traceparent: traceparent ?? undefined }]
}
