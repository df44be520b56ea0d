import type { Evidence, TopicRecord } from '../evidence/evidence.ts'

/** A promise of the shop, as a sentence, and how to find out whether it was kept. Pure. */
export interface Invariant {
  readonly name: string
  check(evidence: Evidence): Findings
}

export interface Findings {
  /** How many things were looked at. */
  readonly checked: number
  readonly violations: readonly Violation[]
  /** What a person should know, although no promise was broken. */
  readonly notes?: readonly string[]
}

export interface Violation {
  readonly what: string
  /** The order, service, or topic, partition and offset. */
  readonly where: string
}

/** Looks at each thing; `wrongWith` says what is wrong with it, if anything. */
export function checkEach<Thing>(
  things: Iterable<Thing>,
  where: (thing: Thing) => string,
  wrongWith: (thing: Thing) => readonly string[],
): Findings {
  let checked = 0
  const violations: Violation[] = []
  for (const thing of things) {
    checked++
    for (const what of wrongWith(thing)) violations.push({ what, where: where(thing) })
  }
  return { checked, violations }
}

/** Several findings as one. */
export const together = (...findings: readonly Findings[]): Findings => ({
  checked: findings.reduce((sum, { checked }) => sum + checked, 0),
  violations: findings.flatMap(({ violations }) => violations),
  notes: findings.flatMap(({ notes = [] }) => notes),
})

/** The complaint, if it is one. */
export const unless = (sound: boolean, complaint: () => string): readonly string[] => (sound ? [] : [complaint()])

/** Where a record stands. */
export const placeOf = ({ topic, partition, offset }: Pick<TopicRecord, 'topic' | 'partition' | 'offset'>) =>
  `${topic} [${partition}] @${offset}`

/** Works something out of the evidence once, however many invariants need it. */
export function workedOut<Result>(from: (evidence: Evidence) => Result): (evidence: Evidence) => Result {
  const known = new WeakMap<Evidence, Result>()
  return (evidence) => {
    const result = known.get(evidence) ?? from(evidence)
    known.set(evidence, result)
    return result
  }
}
