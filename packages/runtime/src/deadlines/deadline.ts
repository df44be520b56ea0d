import type { Kind } from '../cause.ts'

/** Anything that a service hears, announces or intends. */
type Happening = { readonly topic: string } | { readonly name: string }

/** What somebody owes: after one of `starts` it must come to one of `ends`, each of them heard, announced or intended. */
export interface DeadlineKind {
  readonly name: string
  /** Who owes it: this service, a neighbour, somebody outside. */
  readonly by: string
  /** What, in words. */
  readonly owes: string
  /** Topics of events, and names of outcomes and intents. One that comes again moves the deadline. */
  readonly starts: ReadonlySet<string>
  readonly ends: ReadonlySet<string>
  /** Heard when time is up. A reaction may listen to it; without one it stays owed, overdue, for a person to see. */
  readonly passed: Kind<undefined>
  /** So many milliseconds after it started, by the database's clock. */
  within(milliseconds: number): Deadline
}

/** A deadline with its time. */
export interface Deadline extends Omit<DeadlineKind, 'within'> {
  readonly within: number
}

interface Declaration {
  readonly name: string
  readonly by: string
  readonly owes: string
  readonly starts: readonly Happening[]
  readonly ends: readonly Happening[]
}

/** Declares what is owed. What a cause both starts and ends by itself is never written down. */
export function deadline({ name, by, owes, ...happenings }: Declaration): DeadlineKind {
  const starts = new Set(happenings.starts.map(nameOf))
  const ends = new Set(happenings.ends.map(nameOf))
  const declared = { name, by, owes, starts, ends, passed: { name: `${name}.passed` } }
  return { ...declared, within: (milliseconds) => ({ ...declared, within: milliseconds }) }
}

const nameOf = (happening: Happening) => ('topic' in happening ? happening.topic : happening.name)
