import type { EventKind } from '@saga-shop/contracts'
import type { Reaction } from '../reaction.ts'

/** A table that is nothing but what its topics say: it can be made anew from the log, at any time. */
export interface View {
  readonly name: string
  readonly table: string
  /** The column that names a row. */
  readonly key: string
  /** All that is heard of it, and all that it is saved by. */
  readonly reactions: readonly Reaction[]
}

/** Declares a view, e.g. `view('products', { table: 'products', key: 'id', reactions: [onProduct(ProductChanged, …)] })`. */
export const view = (name: string, what: Omit<View, 'name'>): View => ({ name, ...what })

/** The events that a view is made of. */
export const kindsOf = ({ reactions }: View): ReadonlyMap<string, EventKind<unknown>> =>
  new Map(reactions.flatMap(({ event }) => (event ? [[event.topic, event] as const] : [])))
