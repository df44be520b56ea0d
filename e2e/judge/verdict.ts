import { orderStates } from '@saga-shop/contracts'
import type { Evidence } from './evidence/evidence.ts'
import { invariants } from './invariants/all.ts'
import { noEventTwice } from './invariants/announcements.ts'
import type { Findings, Invariant } from './invariants/invariant.ts'
import { isAboutSetAside } from './invariants/set-aside.ts'
import { nothingIsParked } from './invariants/standing.ts'

/** What the judge says of a shop. */
export interface Verdict {
  readonly satisfied: boolean
  /** By whom it concerns. */
  readonly sections: readonly Section[]
  /** How many orders stand where. */
  readonly orders: Readonly<Record<string, number>>
  readonly records: number
  /** Events that wait for a person, or for one of their key that does. */
  readonly parked: number
  /** Whether the shop had nothing left to do when it was looked at; undefined when nobody waited for that. */
  readonly quiet: boolean | undefined
  /** Waiting until all was quiet, gathering, judging. */
  readonly milliseconds: { readonly waited: number; readonly gathered: number; readonly judged: number }
}

export interface Section {
  readonly name: string
  readonly rulings: readonly Ruling[]
}

/** Whether one promise was kept. */
export interface Ruling extends Findings {
  readonly name: string
  readonly milliseconds: number
}

export interface Leniency {
  /** Whether an event may stand on its topic twice, as after a relay that woke up late: then that is only noted. */
  readonly repeats?: boolean
  /** Whether orders may wait for a person, with their parked events: then what is wrong with them is only noted. */
  readonly parked?: boolean
}

/** Holds the evidence against every promise. */
export function judgeEvidence(evidence: Evidence, { repeats = false, parked = false }: Leniency = {}): Verdict {
  const begin = performance.now()
  const judgeBy = (invariant: Invariant) => {
    const ruling = parked ? excused(rule(invariant, evidence), evidence) : rule(invariant, evidence)
    const isNoted = (repeats && invariant === noEventTwice) || (parked && invariant === nothingIsParked)
    return isNoted ? noted(ruling) : ruling
  }
  const sections = Object.entries(invariants).map(([name, list]) => ({ name, rulings: list.map(judgeBy) }))
  return {
    satisfied: sections.every(({ rulings }) => rulings.every(({ violations }) => violations.length === 0)),
    sections,
    orders: countedByState(evidence),
    records: evidence.records.length,
    parked: evidence.parked.filter(({ discarded }) => !discarded).length,
    quiet: evidence.quiet,
    milliseconds: { waited: 0, gathered: 0, judged: performance.now() - begin },
  }
}

function rule({ name, check }: Invariant, evidence: Evidence): Ruling {
  const begin = performance.now()
  return { name, ...check(evidence), milliseconds: performance.now() - begin }
}

/** Who waits for a person cannot have kept every promise: that is noted, and no complaint. */
function excused({ violations, notes = [], ...ruling }: Ruling, evidence: Evidence): Ruling {
  const blamed = violations.filter((violation) => !isAboutSetAside(evidence, violation))
  const count = violations.length - blamed.length
  return { ...ruling, violations: blamed, notes: count > 0 ? [...notes, `of what is parked: ${count}`] : notes }
}

/** What was found is of interest, and no matter. */
const noted = ({ violations, notes = [], ...ruling }: Ruling): Ruling => ({
  ...ruling,
  violations: [],
  notes:
    violations.length > 0 ? [...notes, `tolerated: ${violations.length}, the first at ${violations[0]?.where}`] : notes,
})

function countedByState({ orders }: Evidence) {
  const byState = Map.groupBy(orders, ({ status }) => status)
  const known = orderStates.filter((state) => byState.has(state))
  return Object.fromEntries(known.map((state) => [state, byState.get(state)?.length ?? 0]))
}
