/** What a step of the set-up did, and what stands in its way. */
export interface Outcome {
  /** One line for whoever watches. */
  readonly done: string
  /** Stands otherwise than declared; the shop works all the same. */
  readonly differences: readonly string[]
  /** The shop must not start like this. */
  readonly problems: readonly string[]
}
