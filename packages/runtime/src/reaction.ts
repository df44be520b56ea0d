import type { EventKind } from '@saga-shop/contracts'
import type { Cause, Kind } from './cause.ts'
import type { Decision } from './decision.ts'
import type { Store } from './store.ts'

/** A cause at the moment of its decision: time comes in from outside. */
export type Heard<Data = unknown> = Cause<Data> & {
  /** The database's clock, epoch milliseconds. */
  readonly now: number
}

/** What a service does on hearing one kind of cause. Pure: state, cause and facts in, decision out. */
export interface Reaction<State = unknown, Facts = unknown> {
  readonly hears: string
  /** The event it listens to; none for requests and outcomes. */
  readonly event?: EventKind<unknown>
  readonly store: Store<State, Facts>
  entity(cause: Cause): string
  decide(state: State | undefined, heard: Heard, facts: Facts): Decision<State>
}

type Decide<State, Data, Facts> = (state: State | undefined, heard: Heard<Data>, facts: Facts) => Decision<State>

/** `on` for the entities of one store: `on(OrderShipped, (order) => markShipped(order))`. */
export const reactsWith =
  <State, Facts>(store: Store<State, Facts>) =>
  <Data>(
    kind: EventKind<Data> | Kind<Data>,
    decide: Decide<State, Data, Facts>,
    /** Which entity it is about, where that is not the one in the key. */
    entity?: (data: Data) => string,
  ): Reaction => {
    const reaction = {
      hears: 'topic' in kind ? kind.topic : kind.name,
      ...('topic' in kind && { event: kind }),
      store,
      entity: (cause: Cause<Data>) => entity?.(cause.data) ?? cause.key,
      decide,
    }
    return reaction as unknown as Reaction // the one place that forgets the types: a cause is matched by its name
  }
