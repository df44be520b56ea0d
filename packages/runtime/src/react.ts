import type { Announcement } from './announcements.ts'
import {
  type Cause,
  type Command,
  isCommand,
  isEvent,
  isOutcome,
  isUnreadable,
  type Outcome,
  type Passing,
} from './cause.ts'
import type { Encode } from './codec.ts'
import { type Answer, type Answered, answerTo, keepAnswers } from './commands.ts'
import { moveDeadlines, takePassed } from './deadlines/deadline-rows.ts'
import { type Declared, movesOf, placeOf } from './deadlines/moves.ts'
import { type Consequence, type Deciding, decideAll, nothingAside } from './deciding.ts'
import type { Moved } from './entities.ts'
import { hearOnce } from './hearing.ts'
import { type DueIntent, type Hands, type Owed, owe, parkIntents } from './intents/intent-rows.ts'
import { announce } from './outbox.ts'
import { orderOf, type Parked, park, parkedAmong } from './parking/parked-rows.ts'
import type { Span } from './positions.ts'
import { memoryOf } from './restoring/announced-before.ts'
import type { Transaction } from './sql.ts'
import { loadTouched, movedBy, type Reactions } from './touched.ts'
import type { BatchTrace } from './tracing/batch-trace.ts'

/** Whatever waits goes into one transaction: events of any partition, requests, outcomes of outside calls. */
export interface Batch {
  readonly causes: readonly Cause[]
  readonly spans: readonly Span[]
  /** Causes that are known to be impossible to process, and why. */
  readonly condemned?: ReadonlyMap<Cause, unknown>
  /** Why those are to blame that waited for what this batch brings into being, if they are. */
  readonly blameWoken?: unknown
  /** The one that a person wants to be heard again: it does not wait, and when it fails, all fails. */
  readonly redriven?: Cause
  readonly trace?: BatchTrace | undefined
}

/** What a batch led to. */
export interface Reacted {
  readonly announced: readonly Announcement[]
  readonly owed: readonly Owed[]
  /** Those of the outside calls owed that are claimed already, for a worker with a hand free. */
  readonly claimed: readonly DueIntent[]
  /** Requests are answered one by one, also those that ask the same twice in one batch. */
  readonly answers: ReadonlyMap<Cause, Answer>
  /** Deadlines that passed unanswered, and were decided on. */
  readonly passed: readonly Passing[]
  /** Causes that this service had heard before. */
  readonly duplicates: number
  /** Events that were set aside: those that cannot be processed, and those that wait behind them. */
  readonly parked: readonly Parked[]
  /** Outcomes whose outside call was set aside, as they cannot be processed. */
  readonly spoilt: readonly Outcome[]
  /** Requests and deadlines that could not be decided on, by id. */
  readonly failed: ReadonlyMap<string, unknown>
  /** What became of what the redriven one is about. */
  readonly moved?: Moved | undefined
}

export interface Reacting {
  readonly reactions: Reactions
  readonly encode: Encode
  readonly deadlines: Declared
  readonly hands: Hands
}

const none: ReadonlyMap<Cause, unknown> = new Map()

/** Hears a batch: each cause once, in order, all or nothing, in as many statements for one as for a thousand. */
export async function react(tx: Transaction, batch: Batch, reacting: Reacting): Promise<Reacted> {
  const heard = await takeIn(tx, batch, reacting)
  const decided = await decideInTime(tx, heard, reacting)
  return await writeDown(tx, heard, decided, reacting)
}

type Heard = Awaited<ReturnType<typeof takeIn>>

/** Moves on in the log, and reads all that decisions about what is new will rest on. */
async function takeIn(
  tx: Transaction,
  { causes, spans, condemned = none, blameWoken, redriven, trace }: Batch,
  { reactions, encode }: Reacting,
) {
  const sound = causes.filter((cause) => !isUnreadable(cause) && !condemned.has(cause))
  const [now, { fresh, answered, parking }, touched, passed] = await Promise.all([
    tx.now,
    hearOnce(tx, sound, spans),
    loadTouched(tx, sound, reactions),
    takePassed(tx, sound),
  ])
  const memory = await memoryOf(tx, causes)
  const orders = parking ? await parkedAmong(tx, [...new Set(sound.filter(isEvent).map(orderOf))]) : []
  const toDecide = causes.filter((cause) => fresh.delete(cause) || isUnreadable(cause) || condemned.has(cause))
  const on: Deciding = { touched, reactions, encode, now, condemned, blameWoken, redriven, memory, trace }
  return { causes, toDecide, passed, answered, on, aside: nothingAside(orders) }
}

/** Decides cause by cause; deadlines last, since some were answered just in time. */
async function decideInTime(tx: Transaction, { toDecide, passed, on, aside }: Heard, { deadlines }: Reacting) {
  const decided = await decideAll(tx, toDecide, on, aside)
  const moves = movesOf(decided, deadlines)
  const late = passed.filter(({ deadline, key }) => !moves.has(placeOf(deadline, key)))
  if (late.length === 0) return { decided, moves, late }
  const all = [...decided, ...(await decideAll(tx, late, on, aside))]
  return { decided: all, moves: movesOf(all, deadlines), late }
}

type InTime = Awaited<ReturnType<typeof decideInTime>>

/** Writes down what follows: a statement for each kind of consequence there is. */
async function writeDown(tx: Transaction, heard: Heard, { decided, moves, late }: InTime, { hands }: Reacting) {
  const { causes, toDecide, passed, answered, aside, on } = heard
  const announced = decided.flatMap((consequence) => consequence.announced)
  const owed = decided.flatMap((consequence) => consequence.owed)
  const spoilt = on.condemned.size > 0 ? causes.filter(isOutcome).filter((cause) => on.condemned.has(cause)) : []
  const [answers, claimed] = await Promise.all([
    answerAll(tx, causes.filter(isCommand), answered, decided),
    owed.length > 0 ? owe(tx, owed, hands) : [],
    ...[...on.touched.values()].map((entities) => entities.save()),
    announced.length > 0 && announce(tx, announced),
    aside.parked.length > 0 && park(tx, aside.parked),
    spoilt.length > 0 && parkIntents(tx, spoilt, on.condemned),
    ...moveDeadlines(tx, moves),
  ])
  const duplicates = causes.length - toDecide.length - passed.length
  const { parked, failed } = aside
  const told = { announced, owed, claimed, answers, passed: late, duplicates, parked, spoilt, failed }
  return on.redriven ? { ...told, moved: movedBy(on.redriven, on) } : told
}

async function answerAll(
  tx: Transaction,
  commands: readonly Command[],
  answered: Map<string, Answered>,
  decided: readonly Consequence[],
) {
  const fresh = decided.flatMap(({ cause, answer, waits }) =>
    isCommand(cause) && !waits ? [{ id: cause.id, fingerprint: cause.fingerprint, kept: cause.kept, answer }] : [],
  )
  const granted = fresh.filter(({ kept, answer }) => kept && !answer.refused) // a refusal changed nothing: asked again, it may be granted
  if (granted.length > 0) await keepAnswers(tx, granted)
  for (const answer of fresh) answered.set(answer.id, answer)
  return new Map<Cause, Answer>(
    commands.flatMap((command) => entry(command, answerTo(command, answered.get(command.id)))),
  )
}

const entry = (command: Command, answer: Answer | undefined): [Cause, Answer][] => (answer ? [[command, answer]] : [])
