import type { Evidence } from './evidence/evidence.ts'
import { invariants as all } from './invariants/all.ts'
import type { Findings, Invariant } from './invariants/invariant.ts'

/** What the judge says of a shop. */
export interface Verdict {
  readonly satisfied: boolean
  /** By whom it concerns. */
  readonly sections: readonly Section[]
  /** How many orders stand where. */
  readonly orders: Readonly<Record<string, number>>
  readonly records: number
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

/** Holds the evidence against every promise. */
export function judgeEvidence(evidence: Evidence, invariants = all): Verdict {
  const begin = performance.now()
  const sections = Object.entries(invariants).map(([name, list]) => ({
    name,
    rulings: list.map((invariant) => rule(invariant, evidence)),
  }))
  return {
    satisfied: sections.every(({ rulings }) => rulings.every(({ violations }) => violations.length === 0)),
    sections,
    orders: Object.fromEntries(
      [...Map.groupBy(evidence.orders, ({ status }) => status)].map(([status, { length }]) => [status, length]),
    ),
    records: evidence.records.length,
    milliseconds: { waited: 0, gathered: 0, judged: performance.now() - begin },
  }
}

function rule({ name, check }: Invariant, evidence: Evidence): Ruling {
  const begin = performance.now()
  return { name, ...check(evidence), milliseconds: performance.now() - begin }
}
