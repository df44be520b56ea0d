import { type Announcement, announcement } from './announcements.ts'
import { type Cause, type Command, isCommand, isOutcome, isPassing } from './cause.ts'
import type { Encode } from './codec.ts'
import { type Answer, type Answered, answerTo, earlierAnswers, keepAnswers } from './commands.ts'
import { moveDeadlines, takePassed } from './deadlines/deadline-rows.ts'
import { type Declared, movesOf, placeOf } from './deadlines/moves.ts'
import type { Decision } from './decision.ts'
import { keepEarly, takeEarly } from './early.ts'
import { rememberNew } from './inbox.ts'
import { type Owed, owe, settle } from './intents/intent-rows.ts'
import { announce } from './outbox.ts'
import { movePositions, type Span } from './positions.ts'
import type { Transaction } from './sql.ts'
import { type AllTouched, decideOn, entityOf, loadTouched, type Reactions } from './touched.ts'

/** Whatever waits goes into one transaction: events of any partition, requests, outcomes of outside calls. */
export interface Batch {
  readonly causes: readonly Cause[]
  readonly spans: readonly Span[]
}

/** What a batch led to. */
export interface Reacted {
  readonly announced: readonly Announcement[]
  readonly owed: readonly Owed[]
  /** Requests are answered one by one, also those that ask the same twice in one batch. */
  readonly answers: ReadonlyMap<Cause, Answer>
  /** Causes that this service had heard before. */
  readonly duplicates: number
}

export interface Reacting {
  readonly reactions: Reactions
  readonly encode: Encode
  readonly deadlines: Declared
}

/** Hears a batch: each cause once, in order, all or nothing, in as many statements for one as for a thousand. */
export async function react(
  tx: Transaction,
  { causes, spans }: Batch,
  { reactions, encode, deadlines }: Reacting,
): Promise<Reacted> {
  const [now, { fresh, answered }, touched, passed] = await Promise.all([
    tx.now,
    hearOnce(tx, causes, spans),
    loadTouched(tx, causes, reactions),
    takePassed(tx, causes),
  ])
  const heard = await decideAll(tx, fresh, { touched, reactions, now })
  const moved = movesOf(heard, deadlines)
  const late = passed.filter(({ deadline, key }) => !moved.has(placeOf(deadline, key))) // others were answered just in time
  const decided = late.length > 0 ? [...heard, ...(await decideAll(tx, late, { touched, reactions, now }))] : heard
  const announced = decided.flatMap((consequence) => consequence.announced)
  const owed = decided.flatMap((consequence) => consequence.owed)
  const [answers] = await Promise.all([
    answerAll(tx, causes.filter(isCommand), answered, decided),
    ...[...touched.values()].map((entities) => entities.save()),
    announced.length > 0 && announce(tx, announced, encode),
    owed.length > 0 && owe(tx, owed),
    ...moveDeadlines(tx, late.length > 0 ? movesOf(decided, deadlines) : moved),
  ])
  return { announced, owed, answers, duplicates: causes.length - fresh.length - passed.length }
}

/** Decides cause by cause. What waited for an entity that is now there follows. */
async function decideAll(
  tx: Transaction,
  causes: readonly Cause[],
  { touched, reactions, now }: { touched: AllTouched; reactions: Reactions; now: number },
): Promise<Consequences[]> {
  const decide = (cause: Cause) =>
    consequences(cause, entityOf(cause, reactions).entity, decideOn(cause, touched, reactions, now))
  const decided = causes.map(decide)
  const early = decided.filter(({ waits }) => waits).map(({ cause }) => cause)
  if (early.length > 0)
    await keepEarly(
      tx,
      early.map((cause) => ({ cause, ...entityOf(cause, reactions) })),
    )
  const awaited = [...touched.values()].flatMap((entities) => entities.awaited())
  const woken = awaited.length > 0 ? await takeEarly(tx, awaited) : []
  return [...decided, ...woken.map(decide)]
}

/** Moves positions, and drops what was heard before: events by the inbox, outcomes by the intent that they settle, requests by their earlier answers. */
async function hearOnce(tx: Transaction, causes: readonly Cause[], spans: readonly Span[]) {
  const { commands, outcomes, events } = byWay(causes)
  const kept = commands.filter((command) => command.kept)
  const [, answered, settled, heard] = await Promise.all([
    spans.length > 0 && movePositions(tx, spans),
    kept.length > 0 ? earlierAnswers(tx, kept) : new Map<string, Answered>(),
    outcomes.length > 0 ? settle(tx, outcomes) : [],
    events.length > 0 ? rememberNew(tx, events) : [],
  ])
  const unanswered = firstOfEach(commands).filter(({ id }) => !answered.has(id))
  const fresh = new Set<Cause>([...unanswered, ...settled, ...heard])
  return { fresh: causes.filter((cause) => fresh.delete(cause)), answered }
}

/** Causes by the way they came in. */
const byWay = (causes: readonly Cause[]) => ({
  commands: causes.filter(isCommand),
  outcomes: causes.filter(isOutcome),
  events: causes.filter((cause) => !isCommand(cause) && !isOutcome(cause) && !isPassing(cause)),
})

const firstOfEach = (commands: readonly Command[]) => [
  ...new Map(commands.toReversed().map((command) => [command.id, command])).values(),
]

type Consequences = ReturnType<typeof consequences>

/** What follows from one cause, with derived ids. */
function consequences(
  cause: Cause,
  entity: string,
  { announces, intends, refuses: refused, waits }: Decision<unknown>,
) {
  const announced = announces.map((fact, index) => announcement(cause, fact, index))
  const answer: Answer = {
    ...(refused && { refused }),
    ...(announced[0] && { token: announced[0].id }),
  }
  return { cause, entity, announced, owed: intends.map((intent) => ({ intent, cause })), answer, waits }
}

async function answerAll(
  tx: Transaction,
  commands: readonly Command[],
  answered: Map<string, Answered>,
  decided: readonly Consequences[],
) {
  const fresh = decided.flatMap(({ cause, answer }) =>
    isCommand(cause) ? [{ id: cause.id, fingerprint: cause.fingerprint, kept: cause.kept, answer }] : [],
  )
  const granted = fresh.filter(({ kept, answer }) => kept && !answer.refused) // a refusal changed nothing: asked again, it may be granted
  if (granted.length > 0) await keepAnswers(tx, granted)
  for (const answer of fresh) answered.set(answer.id, answer)
  return new Map<Cause, Answer>(
    commands.flatMap((command) => entry(command, answerTo(command, answered.get(command.id)))),
  )
}

const entry = (command: Command, answer: Answer | undefined): [Cause, Answer][] => (answer ? [[command, answer]] : [])
