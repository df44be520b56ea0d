/** A stage of an event's way. */
export type Hop = { readonly name: string; readonly detail: string } & Took

/** How long after the stage before it; or, in words, why nobody can say. */
export type Took = { readonly milliseconds: number } | { readonly milliseconds: undefined; readonly unmeasured: string }

/** From one moment to another. Clocks that differ a little can make a length negative: that is none. */
export const took = (from: number | undefined, to: number | undefined, unmeasured: string): Took =>
  from === undefined || to === undefined ? never(unmeasured) : { milliseconds: Math.max(0, to - from) }

export const never = (unmeasured: string): Took => ({ milliseconds: undefined, unmeasured })

/** In the same transaction as the stage before it. */
export const atOnce: Took = { milliseconds: 0 }
