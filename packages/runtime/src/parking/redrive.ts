import type { EventKind } from '@saga-shop/contracts'
import type { LedTo } from '../answers/parked.ts'
import { type Cause, isUnreadable } from '../cause.ts'
import type { Database } from '../database.ts'
import { blamesACause, Conflict, StartOver } from '../failures.ts'
import { type Readers, readRecords } from '../listening/read-records.ts'
import { type Reacted, type Reacting, react } from '../react.ts'
import { markParked } from '../restoring/replay.ts'
import type { Transaction } from '../sql.ts'
import { type BatchTrace, traced } from '../tracing/batch-trace.ts'
import { backoff } from '../waiting.ts'
import { failedAgain, firstOf, heardAgain, lockOrder, type ParkedRow } from './parked-order.ts'

/** What it takes to hear an event again. */
export interface Redriving extends Reacting {
  readonly database: Database
  readonly readers: Readers
  readonly kinds: ReadonlyMap<string, EventKind<unknown>>
  readonly committed: (reacted: Reacted, causes: number, milliseconds: number) => void
}

/** How far it came. */
export interface Redriven {
  /** Events that were heard at last. */
  readonly heard: number
  /** The one that failed again, and why; the later ones go on waiting behind it. */
  readonly failed?: { readonly id: string; readonly reason: string }
}

/**
 * Hears the parked events of an order again, one transaction each, in their order, until none is left or one fails.
 * Also those that arrive meanwhile: as long as one is parked, they are put behind it.
 */
export const redrive = (order: string, by: string, options: Redriving) => hearOn(order, by, () => true, options)

/** Lets those go on that wait behind nothing any more: after the one before them was discarded, or whoever redrove it was killed. */
export const release = (order: string, by: string, options: Redriving) =>
  hearOn(order, by, ({ reason }) => reason === null, options)

async function hearOn(
  order: string,
  by: string,
  goesOn: (row: ParkedRow) => boolean,
  options: Redriving,
): Promise<Redriven> {
  for (let heard = 0; ; ) {
    const row = await firstOf(options.database, order)
    if (!row || !goesOn(row)) return { heard }
    const outcome = await hearAgain(row, by, options)
    if (outcome === 'heard') heard++
    else if (outcome !== 'gone') {
      await failedAgain(options.database, row, by, outcome.reason)
      return { heard, failed: { id: row.id, reason: outcome.reason } }
    }
  }
}

type HeardAgain = 'heard' | 'gone' | { readonly reason: string }

// After so many failures that are nobody's fault, whoever asked is told.
const patience = 8

async function hearAgain(row: ParkedRow, by: string, options: Redriving): Promise<HeardAgain> {
  const cause = await markParked(options.database, await causeOf(row, options))
  if (isUnreadable(cause)) return { reason: cause.unreadable }
  for (let attempt = 1; ; attempt++) {
    try {
      const began = performance.now()
      const hear = (trace?: BatchTrace) =>
        options.database.transaction((tx) => hearFirst(tx, row, cause, { by, trace }, options))
      const reacted = await traced([cause], hear)
      if (reacted) options.committed(reacted, 1, performance.now() - began)
      return reacted ? 'heard' : 'gone'
    } catch (error) {
      if (blamesACause(error)) return { reason: reasonOf(error) }
      if (attempt === patience) throw error
      await backoff(attempt)
    }
  }
}

/** Hears the event and forgets that it was parked, or answers nothing when somebody else was faster. */
async function hearFirst(
  tx: Transaction,
  row: ParkedRow,
  cause: Cause,
  { by, trace }: { readonly by: string; readonly trace: BatchTrace | undefined },
  options: Redriving,
) {
  const [first] = await lockOrder(tx, row.key)
  if (first !== row.id) return undefined
  const reacted = await react(tx, { causes: [cause], spans: [], redriven: cause, trace }, options)
  await heardAgain(tx, row, by, ledTo(reacted))
  return reacted
}

const ledTo = ({ announced, owed, moved }: Reacted): LedTo => ({
  announced: announced.map(({ id, fact }) => ({ id, type: fact.kind.type })),
  owes: owed.map(({ intent }) => intent.intent),
  before: moved?.before ?? null,
  after: moved?.after ?? null,
})

/** What a parked record says now. */
export async function causeOf(
  { record }: ParkedRow,
  { kinds, readers }: Pick<Redriving, 'kinds' | 'readers'>,
): Promise<Cause> {
  const kind = kinds.get(record.topic)
  if (!kind) throw new Conflict(`this service listens to ${record.topic} no more`)
  const [cause] = await readRecords([record], kind, readers)
  if (!cause) throw new Error('a record that was read is gone')
  return cause
}

function reasonOf(error: unknown): string {
  const [why] = error instanceof StartOver ? error.without.values() : [error]
  return why instanceof Error ? why.message : String(why)
}
