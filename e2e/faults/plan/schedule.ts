import type { Fault, FaultKind, Round, Target } from './fault.ts'
import { dealer, type Random, randomFrom } from './random.ts'

export interface ScheduleOptions {
  readonly faults: number
  readonly seed: number
  readonly kinds: readonly FaultKind[]
  /** No fault lasts longer than so many milliseconds. */
  readonly longest?: number
}

interface Draft extends Target {
  readonly kind: FaultKind
}

// How many faults overlap at most, and within how many milliseconds they begin.
const together = 3
const apart = 2_000

/** What will go wrong, and when: decided by the seed alone. Every kind comes equally often, and so does each of its targets. */
export function scheduleOf({ faults, seed, kinds, longest = Number.POSITIVE_INFINITY }: ScheduleOptions): Round[] {
  const random = randomFrom(seed)
  const nextKind = dealer(kinds, random)
  const targets = new Map(kinds.map((kind) => [kind, dealer(kind.targets, random)]))
  const drafts = Array.from({ length: faults }, () => {
    const kind = nextKind()
    return { kind, ...(targets.get(kind)?.() ?? { name: '', touches: [] }) }
  })
  let number = 0
  return inRounds(drafts, random).map((round) =>
    round.map((draft, place) => {
      const fault = settle(draft, ++number, place, random)
      return { ...fault, lasts: Math.min(fault.lasts, longest) }
    }),
  )
}

/** Rounds of up to three that leave each other's processes alone. One that is in the way waits for a later round. */
function inRounds(drafts: readonly Draft[], random: Random): Draft[][] {
  const rounds: Draft[][] = []
  const rest = [...drafts]
  while (rest.length > 0) {
    const round: Draft[] = []
    const size = random.between(1, together)
    for (let index = 0; index < Math.min(rest.length, 10) && round.length < size; ) {
      const draft = rest[index]
      if (draft && !collides(draft, round)) round.push(...rest.splice(index, 1))
      else index++
    }
    rounds.push(round)
  }
  return rounds
}

const collides = ({ touches }: Draft, round: readonly Draft[]) =>
  round.some((other) => other.touches.some((name) => touches.includes(name)))

/** Short ones are as likely as long ones: half of the durations are below the geometric mean. */
function settle({ kind, name }: Draft, number: number, place: number, random: Random): Fault {
  const [least, most] = kind.lasts
  return {
    number,
    kind: kind.name,
    target: name,
    after: place === 0 ? 0 : random.between(0, apart),
    lasts: Math.round(least * (most / least) ** random.next()),
    roll: random.next(),
  }
}
