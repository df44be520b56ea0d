import { kinds } from '../kinds/all.ts'
import type { Done, Outcome } from '../run/attempt.ts'

/** What is promised of the time to recover, in milliseconds. */
export const promised = { p50: 10_000, p99: 45_000 }

/** The figures of one kind of fault, or of all. */
export interface Figures {
  readonly kind: string
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly violations: number
}

/** The figures of every kind that came, in the order of the table of contents. */
export const figuresOf = ({ done }: Pick<Outcome, 'done'>): Figures[] =>
  kinds
    .map(({ name }) =>
      figures(
        name,
        done.filter(({ fault }) => fault.kind === name),
      ),
    )
    .filter(({ count }) => count > 0)

/** The figures of all faults together. */
export const total = ({ done }: Pick<Outcome, 'done'>): Figures => figures('all', done)

/** Whether the shop recovered as fast as is promised. */
export const isInTime = ({ p50, p99 }: Figures): boolean => p50 <= promised.p50 && p99 <= promised.p99

function figures(kind: string, done: readonly Done[]): Figures {
  const drained = done.map((one) => one.drained).toSorted((one, other) => one - other)
  const violations = done.reduce((sum, one) => sum + one.violations.length, 0)
  return { kind, count: done.length, p50: percentile(drained, 50), p99: percentile(drained, 99), violations }
}

/** The smallest value that so many per cent do not exceed. */
export const percentile = (sorted: readonly number[], per: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * per) / 100) - 1)] ?? 0

/** All of it as a table. */
export function table(outcome: Outcome): string {
  const rows = [...figuresOf(outcome), total(outcome)].map(({ kind, count, p50, p99, violations }) => [
    kind,
    String(count),
    seconds(p50),
    seconds(p99),
    String(violations),
  ])
  return [['fault', 'times', 'recovered p50', 'p99', 'violations'], ...rows].map(line).join('\n')
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`
const line = ([first = '', ...rest]: readonly string[]) =>
  ` ${first.padEnd(20)}${rest.map((text) => text.padStart(15)).join('')}`
