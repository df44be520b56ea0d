import type { Fact } from '@saga-shop/contracts'
import type { Cause } from './cause.ts'
import { type Decision, nothing } from './decision.ts'
import { Entities } from './entities.ts'
import { Unprocessable } from './failures.ts'
import type { Reaction } from './reaction.ts'
import type { Transaction } from './sql.ts'
import type { Store } from './store.ts'

/** What a service reacts to, by topic or name. */
export type Reactions = ReadonlyMap<string, Reaction>

/** The entities of one store that a batch touches, with the facts that decisions about them need. */
export interface Touched {
  decide(reaction: Reaction, cause: Cause, now: number): Decision<unknown>
  save(): Promise<unknown>
  /** Entities that now exist, and that early events may have waited for. */
  awaited(): readonly string[]
}

/** What a batch touches, store by store. */
export type AllTouched = ReadonlyMap<Store<unknown, unknown>, Touched>

/** Loads what the causes touch: one statement a store, however many there are. */
export async function loadTouched(
  tx: Transaction,
  causes: readonly Cause[],
  reactions: Reactions,
): Promise<AllTouched> {
  const loading = [...byStore(causes, reactions)].map(
    async ([store, about]) => [store, await load(tx, store, about, reactions)] as const,
  )
  return new Map(await Promise.all(loading))
}

function byStore(causes: readonly Cause[], reactions: Reactions) {
  const stores = new Map<Store<unknown, unknown>, Cause[]>()
  for (const cause of causes) {
    const { store } = reactionTo(cause, reactions)
    const about = stores.get(store)
    if (about) about.push(cause)
    else stores.set(store, [cause])
  }
  return stores
}

async function load(
  tx: Transaction,
  store: Store<unknown, unknown>,
  causes: readonly Cause[],
  reactions: Reactions,
): Promise<Touched> {
  const ids = [...new Set(causes.map((cause) => reactionTo(cause, reactions).entity(cause)))].sort()
  const loaded = await store.load(tx, ids)
  const facts = await store.facts(tx, causes, loaded)
  const entities = new Entities(loaded)
  return {
    decide: (reaction, cause, now) => {
      const id = reaction.entity(cause)
      const before = entities.get(id)
      const decision = reaction.decide(before, { ...cause, now }, facts)
      if (decision.becomes === undefined) return decision
      entities.set(id, decision.becomes)
      return withConsequences(decision, store.follow?.(facts, before, decision.becomes, now))
    },
    awaited: () => (store.hearsEarly ? entities.born : []),
    save: () => (entities.changed.length > 0 ? store.save(tx, entities.changed, facts) : Promise.resolve()),
  }
}

const withConsequences = (decision: Decision<unknown>, consequences: readonly Fact[] = []): Decision<unknown> =>
  consequences.length > 0 ? { ...decision, announces: [...decision.announces, ...consequences] } : decision

/** Decides on one cause. A decision that throws names its own cause. */
export function decideOn(cause: Cause, touched: AllTouched, reactions: Reactions, now: number) {
  try {
    const reaction = reactionTo(cause, reactions)
    return touched.get(reaction.store)?.decide(reaction, cause, now) ?? nothing
  } catch (error) {
    throw new Unprocessable(cause.id, error)
  }
}

/** Which entity, of which store, a cause is about. */
export function entityOf(cause: Cause, reactions: Reactions) {
  const { store, entity } = reactionTo(cause, reactions)
  return { store, entity: entity(cause) }
}

function reactionTo(cause: Cause, reactions: Reactions): Reaction {
  const reaction = reactions.get(cause.name)
  if (!reaction) throw new Unprocessable(cause.id, new Error(`nothing here reacts to ${cause.name}`))
  return reaction
}
