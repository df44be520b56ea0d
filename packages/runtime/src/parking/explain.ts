import type { Legible } from '../answers/parked.ts'
import { entityOf } from '../touched.ts'
import { type PastAction, pastOf, pastRow } from './history.ts'
import { legible } from './legible.ts'
import { parkedCall } from './parked-calls.ts'
import { type ParkedItem, parkedItems } from './parked-list.ts'
import { type ParkedRow, parkedRow } from './parked-order.ts'
import { type HeaderValue, headersToJson } from './record-json.ts'
import { causeOf, type Redriving } from './redrive.ts'

/** All that is known of one that is or was parked. */
export interface Explained {
  /** Nothing when it is parked no more. */
  readonly item?: ParkedItem
  readonly headers?: Readonly<Record<string, HeaderValue>>
  /** The record's value as it came, in base64. */
  readonly bytes?: string
  /** What the event says, or what is asked outside. */
  readonly body?: unknown
  /** Why its bytes say nothing. */
  readonly unreadable?: string
  /** What they do say, up to there. */
  readonly legible?: Legible
  /** What it will be held against when it is heard; null: nothing. */
  readonly stands?: unknown
  /** What became of an outside call. */
  readonly outcome?: unknown
  readonly history: readonly PastAction[]
}

/** Tells the story of one: how it came, what it says, what it meets, what was done about it. Nothing when it never was parked. */
export async function explain(id: string, options: Redriving): Promise<Explained | undefined> {
  const { database } = options
  const [[item], history] = await Promise.all([parkedItems(database, { id }), pastOf(database, id)])
  if (item?.kind === 'call') return { item, history, ...(await parkedCall(database, id)) }
  const row = item ? await parkedRow(database, id) : await pastRow(database, id)
  if (row) return { ...(item && { item }), history, ...(await told(row, item !== undefined, options)) }
  return item || history.length > 0 ? { ...(item && { item }), history } : undefined
}

async function told(row: ParkedRow, waits: boolean, options: Redriving) {
  const { headers, value } = row.record
  const kind = options.kinds.get(row.record.topic)
  const cause = await causeOf(row, options).catch((error: unknown) => ({ unreadable: String(error) }))
  const raw = { headers: headersToJson(headers), ...(value && { bytes: value.toString('base64') }) }
  if ('unreadable' in cause)
    return { ...raw, unreadable: String(cause.unreadable), ...(kind && value && { legible: legible(kind, value) }) }
  return { ...raw, body: cause.data, ...(waits && { stands: await standing(cause, options) }) }
}

/** The entity that it is about, as it stands. */
async function standing(cause: Parameters<typeof entityOf>[0], { database, reactions }: Redriving): Promise<unknown> {
  const { store, entity } = entityOf(cause, reactions)
  const [found] = await database.transaction((tx) => store.load(tx, [entity]))
  return found?.state ?? null
}
