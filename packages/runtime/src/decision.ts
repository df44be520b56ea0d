import type { Fact } from '@saga-shop/contracts'
import type { Intent } from './intents/intent.ts'

/** What a cause leads to: what the entity becomes, what is announced, and which outside calls are owed for it. */
export interface Decision<State> {
  readonly becomes?: State
  readonly announces: readonly Fact[]
  readonly intends: readonly Intent[]
  /** Only requests are told no; an event that comes too late leads to nothing. */
  readonly refuses?: Refusal
  /** Heard before what it is about: kept, and heard again when that is there. */
  readonly waits?: true
}

/** Why a request is not granted: `reason` for programs, `detail` for people. */
export interface Refusal {
  readonly reason: string
  readonly detail: string
}

/** Too late, seen before, or none of our business. */
export const nothing: Decision<never> = { announces: [], intends: [] }

/** Too early: topics keep no order among each other. It is heard again, under its own id, when its entity is there. */
export const notYet: Decision<never> = { ...nothing, waits: true }

/** The entity becomes `state`; the facts are announced and the intents written down in the same breath. */
export const becomes = <State>(state: State, ...consequences: (Fact | Intent)[]): Decision<State> => ({
  becomes: state,
  announces: consequences.filter((consequence): consequence is Fact => !isIntent(consequence)),
  intends: consequences.filter(isIntent),
})

/** No, and nothing changes. */
export const refuses = (reason: string, detail: string): Decision<never> => ({
  ...nothing,
  refuses: { reason, detail },
})

const isIntent = (consequence: Fact | Intent): consequence is Intent => 'intent' in consequence
