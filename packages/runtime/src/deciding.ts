import { type Announcement, announcements } from './announcements.ts'
import { type Cause, isCommand, isEvent, isOutcome, isUnreadable } from './cause.ts'
import type { Encode } from './codec.ts'
import type { Answer } from './commands.ts'
import { keepEarly, takeEarly } from './early.ts'
import { StartOver } from './failures.ts'
import type { Owed } from './intents/intent-rows.ts'
import { orderOf, type Parked } from './parking/parked-rows.ts'
import type { Memory } from './restoring/announced-before.ts'
import type { Transaction } from './sql.ts'
import { type AllTouched, type Decided, decideOn, entityOf, type Reactions } from './touched.ts'
import type { BatchTrace } from './tracing/batch-trace.ts'

/** What decisions rest on. */
export interface Deciding {
  readonly touched: AllTouched
  readonly reactions: Reactions
  readonly encode: Encode
  readonly now: number
  /** What causes that are heard again had led to before a restore, by their ids. */
  readonly memory: Memory
  /** Causes that are known to be impossible to process, and why. */
  readonly condemned: ReadonlyMap<Cause, unknown>
  /** Set when the batch’s only cause is not at fault if those are that waited for it: they are parked, with this reason. */
  readonly blameWoken?: unknown
  /** The one that a person wants to be heard again: it does not wait, and when it fails, all fails. */
  readonly redriven?: Cause | undefined
  /** Tells what is heard and announced, if anybody wants to know. */
  readonly trace?: BatchTrace | undefined
}

/** What follows from one cause. */
export interface Consequence {
  readonly cause: Cause
  /** The entity that it is about. */
  readonly entity: string
  readonly announced: readonly Announcement[]
  readonly owed: readonly Owed[]
  readonly answer: Answer
  readonly waits: true | undefined
  /** Whether it led to anything. */
  readonly changes: boolean
}

/** Decides cause by cause. What waited for an entity that is now there follows. */
export async function decideAll(
  tx: Transaction,
  causes: readonly Cause[],
  on: Deciding,
  aside: Aside,
): Promise<readonly Consequence[]> {
  const decide = (cause: Cause) => decideOrSetAside(cause, on, aside)
  const decided = causes.flatMap(decide)
  const early = decided.filter(({ waits }) => waits).map(({ cause }) => cause)
  if (early.length > 0)
    await keepEarly(
      tx,
      early.map((cause) => ({ cause, ...entityOf(cause, on.reactions) })),
    )
  const awaited = [...on.touched.values()].flatMap((entities) => entities.awaited())
  const woken = awaited.length > 0 ? await takeEarly(tx, awaited) : []
  const blamed = { ...on, condemned: blamedAmong(woken, on) }
  const followed = woken.flatMap((cause) => decideOrSetAside(cause, blamed, aside))
  if (aside.spoilt.size > 0) throw new StartOver(aside.spoilt)
  return [...decided, ...followed]
}

/** A cause that waited is another object each time that it is taken: it is known by its id. */
function blamedAmong(woken: readonly Cause[], { condemned, blameWoken }: Deciding): ReadonlyMap<Cause, unknown> {
  if (woken.length === 0 || (condemned.size === 0 && blameWoken === undefined)) return condemned
  const reasons = new Map([...condemned].map(([{ id }, why]) => [id, why]))
  return new Map(
    woken
      .filter(({ id }) => blameWoken !== undefined || reasons.has(id))
      .map((cause) => [cause, blameWoken ?? reasons.get(cause.id)]),
  )
}

/** What is set aside while a batch is decided on. */
export interface Aside {
  /** Orders that are parked: their events wait. */
  readonly orders: Set<string>
  readonly parked: Parked[]
  /** Requests and deadlines that could not be decided on, by id. */
  readonly failed: Map<string, unknown>
  /** Outcomes and deadlines that could not be decided on, and whose row is taken already. */
  readonly spoilt: Map<Cause, unknown>
}

export const nothingAside = (orders: Iterable<string>): Aside => ({
  orders: new Set(orders),
  parked: [],
  failed: new Map(),
  spoilt: new Map(),
})

/** A decision that throws has changed nothing: its cause is set aside and the batch goes on. */
function decideOrSetAside(cause: Cause, on: Deciding, aside: Aside): Consequence[] {
  if (mustWait(cause, on, aside)) {
    aside.parked.push({ cause, reason: undefined })
    return []
  }
  try {
    if (on.condemned.has(cause)) throw on.condemned.get(cause)
    if (isUnreadable(cause)) throw new Error(cause.unreadable)
    const heard = on.trace?.heard(cause) ?? cause
    const decided = decideOn(heard, announcing(heard, on), on)
    const { entity } = entityOf(cause, on.reactions)
    if (!decided.decision.waits) return [consequence(heard, entity, decided)]
    on.trace?.waits(cause)
    return [consequence(cause, entity, decided)]
  } catch (error) {
    if (error instanceof StartOver || cause === on.redriven) throw error
    if (isEvent(cause)) park(cause, error, aside)
    else if (!isCommand(cause) && !on.condemned.has(cause)) aside.spoilt.set(cause, error)
    else if (!isOutcome(cause)) aside.failed.set(cause.id, error)
    return []
  }
}

const mustWait = (cause: Cause, { redriven, condemned }: Deciding, { orders }: Aside) =>
  orders.size > 0 &&
  isEvent(cause) &&
  cause !== redriven &&
  !isUnreadable(cause) &&
  !condemned.has(cause) &&
  orders.has(orderOf(cause))

function park(cause: Cause, error: unknown, { parked, orders }: Aside) {
  parked.push({ cause, reason: error instanceof Error ? error.message : String(error) })
  orders.add(orderOf(cause))
}

const announcing =
  (cause: Cause, { encode, trace }: Deciding) =>
  (facts: Parameters<typeof announcements>[1], from: number) =>
    announcements(cause, facts, encode, from, trace)

function consequence(cause: Cause, entity: string, { decision, announced }: Decided): Consequence {
  const { becomes, refuses, intends, waits } = decision
  const answer: Answer = { ...(refuses && { refused: refuses }), ...(announced[0] && { token: announced[0].id }) }
  const changes = becomes !== undefined || announced.length + intends.length > 0
  return { cause, entity, announced, owed: intends.map((intent) => ({ intent, cause })), answer, waits, changes }
}
