import type { Fact } from '@saga-shop/contracts'
import type { Cause } from './cause.ts'
import type { Transaction } from './sql.ts'

/** An entity with the version it was loaded at: 0 has never been saved. */
export interface Entity<State> {
  readonly id: string
  readonly version: number
  readonly state: State | undefined
}

/** How a service keeps one kind of entity: whole batches go in and out, one statement each. */
export interface Store<State, Facts = undefined> {
  readonly name: string
  /** Locks and loads, in id order, those of `ids` that exist. */
  load(tx: Transaction, ids: readonly string[]): Promise<Entity<State>[]>
  /** Saves all; rejects with `Conflict` when one has moved on since it was loaded. */
  save(tx: Transaction, changed: readonly Entity<State>[], facts: Facts): Promise<unknown>
  /** What decisions need to know besides the entity, for all causes of the batch at once. */
  facts(tx: Transaction, causes: readonly Cause[], entities: readonly Entity<State>[]): Promise<Facts>
  /** Whether decisions of this store may say `notYet`. */
  readonly hearsEarly?: true
  /** The facts follow what became of an entity, so that the next decision in the batch sees it; what that in turn makes worth announcing. */
  follow?(facts: Facts, before: State | undefined, after: State, now: number): readonly Fact[]
}

/** For stores whose decisions need nothing but the entity and the cause. */
export const noFacts = () => Promise.resolve(undefined)
