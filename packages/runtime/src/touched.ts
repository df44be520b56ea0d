import type { Fact } from '@saga-shop/contracts'
import type { Announcement } from './announcements.ts'
import type { Cause } from './cause.ts'
import type { Decision } from './decision.ts'
import { Entities, type Moved } from './entities.ts'
import { StartOver, Unprocessable } from './failures.ts'
import type { Reaction } from './reaction.ts'
import { type Memory, withMemory } from './restoring/announced-before.ts'
import type { Transaction } from './sql.ts'
import type { Store } from './store.ts'

/** What a service reacts to, by topic or name. */
export type Reactions = ReadonlyMap<string, Reaction>

/** The entities of one store that a batch touches, with the facts that decisions about them need. */
export interface Touched {
  /** When it throws, nothing has changed; but `StartOver` says that something has. */
  decide(reaction: Reaction, cause: Cause, now: number, announcing: Announcing): Decided
  save(): Promise<unknown>
  /** What became of one of them. */
  moved(id: string): Moved
  /** Entities that now exist, and that early events may have waited for. */
  awaited(): readonly string[]
}

/** Puts facts in the form in which they are announced, counting from that number; throws when one does not fit its schema. */
export type Announcing = (facts: readonly Fact[], from: number) => Announcement[]

/** A decision with all that it leads to. */
export interface Decided {
  readonly decision: Decision<unknown>
  readonly announced: readonly Announcement[]
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
    decide: (reaction, cause, now, announcing) => {
      const id = reaction.entity(cause)
      const before = entities.get(id)
      const decision = reaction.decide(before, { ...cause, now }, facts)
      const announced = announcing(decision.announces, 0)
      if (decision.becomes === undefined) return { decision, announced }
      entities.set(id, decision.becomes)
      try {
        const following = store.follow?.(facts, before, decision.becomes, now) ?? []
        return { decision, announced: [...announced, ...announcing(following, announced.length)] }
      } catch (error) {
        throw new StartOver(new Map([[cause, error]]))
      }
    },
    moved: (id) => entities.moved(id),
    awaited: () => (store.hearsEarly ? entities.born : []),
    save: () => (entities.changed.length > 0 ? store.save(tx, entities.changed, facts) : Promise.resolve()),
  }
}

/** Decides on one cause. */
export function decideOn(
  cause: Cause,
  announcing: Announcing,
  { touched, reactions, now, memory }: { touched: AllTouched; reactions: Reactions; now: number; memory: Memory },
): Decided {
  const reaction = reactionTo(cause, reactions)
  const about = touched.get(reaction.store)
  if (!about) throw new Unprocessable(cause.id, new Error(`${reaction.store.name} were not loaded`))
  return about.decide(reaction, withMemory(cause, memory), now, announcing)
}

/** What became of the entity that a cause is about. */
export function movedBy(cause: Cause, { touched, reactions }: { touched: AllTouched; reactions: Reactions }) {
  const { store, entity } = entityOf(cause, reactions)
  return touched.get(store)?.moved(entity)
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
