import type { Announcement } from '../announcements.ts'
import type { Cause } from '../cause.ts'
import type { Owed } from '../intents/intent-rows.ts'
import type { Deadline } from './deadline.ts'

/** Deadlines by what starts and what ends them. */
export interface Declared {
  readonly all: readonly Deadline[]
  readonly starts: ReadonlyMap<string, readonly Deadline[]>
  readonly ends: ReadonlyMap<string, readonly Deadline[]>
}

export const declare = (all: readonly Deadline[] = []): Declared => ({
  all,
  starts: byName(all, ({ starts }) => starts),
  ends: byName(all, ({ ends }) => ends),
})

function byName(all: readonly Deadline[], names: (deadline: Deadline) => ReadonlySet<string>) {
  const pairs = all.flatMap((deadline) => [...names(deadline)].map((name) => ({ name, deadline })))
  const grouped = Map.groupBy(pairs, ({ name }) => name)
  return new Map([...grouped].map(([name, found]) => [name, found.map(({ deadline }) => deadline)]))
}

/** What became of a cause, as far as deadlines need to know. */
export interface Decided {
  readonly cause: Cause
  /** The entity that it is about. */
  readonly entity: string
  readonly announced: readonly Announcement[]
  readonly owed: readonly Owed[]
  /** Not decided yet: it will be heard again. */
  readonly waits: true | undefined
  /** Whether it led to anything: what was seen before, or comes too late, owes nothing. */
  readonly changes: boolean
}

/** What a batch does to one deadline of one entity in the end. */
export interface Move {
  readonly deadline: Deadline
  readonly entity: string
  readonly cause: Cause
  /** What it runs from now on; without one, it has ended. */
  readonly startedBy?: string | undefined
}

/** By deadline and entity, what the batch comes to: only the last word on each counts. */
export type Moves = ReadonlyMap<string, Move>

export const placeOf = (deadline: string, entity: string) => `${deadline} ${entity}`

/** Follows a batch, cause by cause: first what was heard, then what was announced, then what was intended. */
export function movesOf(decided: readonly Decided[], declared: Declared): Moves {
  const moves = new Map<string, Move>()
  if (declared.all.length === 0) return moves
  for (const one of decided) {
    if (one.waits) continue
    for (const [place, move] of ownMoves(one, declared)) moves.set(place, move)
  }
  return moves
}

/** Of one cause. What it starts and ends by itself was never owed. */
function ownMoves({ cause, entity, announced, owed, changes }: Decided, { starts, ends }: Declared): Moves {
  const own = new Map<string, Move>()
  const follow = (name: string, about: string, id: string) => {
    for (const deadline of (changes && starts.get(name)) || [])
      own.set(placeOf(deadline.name, about), { deadline, entity: about, cause, startedBy: id })
    for (const deadline of ends.get(name) ?? []) {
      const place = placeOf(deadline.name, about)
      if (own.get(place)?.startedBy) own.delete(place)
      else own.set(place, { deadline, entity: about, cause })
    }
  }
  follow(cause.name, entity, cause.id)
  for (const { id, fact } of announced) follow(fact.kind.topic, fact.key, id)
  for (const { intent } of owed) follow(intent.intent, intent.entity, cause.id)
  return own
}
