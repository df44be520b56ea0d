import { type Cause, type Command, isCommand, isEvent, isOutcome } from './cause.ts'
import { type Answered, earlierAnswers } from './commands.ts'
import { type Remembered, rememberNew } from './inbox.ts'
import { settle } from './intents/intent-rows.ts'
import { movePositions, type Span } from './positions.ts'
import type { Transaction } from './sql.ts'

/** Moves positions, and drops what was heard before: events by the inbox, outcomes by the intent that they settle, requests by their earlier answers. */
export async function hearOnce(tx: Transaction, causes: readonly Cause[], spans: readonly Span[]) {
  const { commands, outcomes, events } = byWay(causes)
  const kept = commands.filter((command) => command.kept)
  const [, answered, settled, { heard, parking }] = await Promise.all([
    spans.length > 0 && movePositions(tx, spans),
    kept.length > 0 ? earlierAnswers(tx, kept) : new Map<string, Answered>(),
    outcomes.length > 0 ? settle(tx, outcomes) : [],
    events.length > 0 ? rememberNew(tx, events) : nothingHeard,
  ])
  const unanswered = firstOfEach(commands).filter(({ id }) => !answered.has(id))
  return { fresh: new Set<Cause>([...unanswered, ...settled, ...heard]), answered, parking }
}

const nothingHeard: Remembered = { heard: [], parking: false }

/** Causes by the way they came in; deadlines are taken elsewhere. */
const byWay = (causes: readonly Cause[]) => ({
  commands: causes.filter(isCommand),
  outcomes: causes.filter(isOutcome),
  events: causes.filter(isEvent),
})

const firstOfEach = (commands: readonly Command[]) => [
  ...new Map(commands.toReversed().map((command) => [command.id, command])).values(),
]
