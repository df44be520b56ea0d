import type { Trail } from '../../../src/api.ts'
import { momentOfEvent } from './timeline.ts'

/** A step that one order or both went, and when, counted from the beginning of each. */
export interface Compared {
  readonly type: string
  readonly source: string
  readonly one: number | undefined
  readonly other: number | undefined
}

/** Two orders step by step, in the sequence in which the steps come; a step repeated is counted as many times. */
export function compare(one: Trail, other: Trail): Compared[] {
  const [left, right] = [stepsOf(one), stepsOf(other)]
  const all = new Map([...right, ...left].map((step) => [step.name, step]))
  return [...all.values()]
    .map(({ name, type, source }) => ({ type, source, one: find(left, name), other: find(right, name) }))
    .toSorted((a, b) => (a.one ?? a.other ?? 0) - (b.one ?? b.other ?? 0))
}

const find = (steps: readonly { name: string; since: number }[], name: string) =>
  steps.find((step) => step.name === name)?.since

function stepsOf(trail: Trail) {
  const moments = trail.events.map((event) => momentOfEvent(trail, event))
  const start = Math.min(...moments)
  const seen = new Map<string, number>()
  return trail.events.map(({ type, source }, index) => {
    const nth = (seen.get(type) ?? 0) + 1
    seen.set(type, nth)
    return { name: `${type} ${nth}`, type, source, since: (moments[index] ?? start) - start }
  })
}
