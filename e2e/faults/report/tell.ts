import { availableParallelism } from 'node:os'
import type { FaultOptions } from '../command-line.ts'
import { kinds } from '../kinds/all.ts'
import type { Fault, Round } from '../plan/fault.ts'
import type { Outcome } from '../run/attempt.ts'
import type { History } from './history.ts'
import { figuresOf, isInTime, table, total } from './table.ts'

type Say = (line: string) => void

/** What will happen, before it does. */
export function announce(rounds: readonly Round[], { seed, only }: FaultOptions, say: Say) {
  for (const { name, leftOut } of kinds)
    if (leftOut?.() && (only?.includes(name) ?? true)) say(`left out: ${name}, because ${leftOut()}`)
  say(`${rounds.flat().length} faults in ${rounds.length} rounds, from seed ${seed}:`)
  say(inRounds(rounds))
}

export const inRounds = (rounds: readonly Round[]): string => rounds.flat().map(inWords).join('\n')

export const inWords = ({ number, kind, target, lasts, after }: Fault): string => {
  const begins = after > 0 ? `  after ${seconds(after)}` : ''
  return `${String(number).padStart(4)}   ${kind.padEnd(18)} ${target.padEnd(32)} ${seconds(lasts).padStart(7)}${begins}`
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`

/** Every promise was kept, and in time. */
export const isKept = (outcome: Outcome): boolean => outcome.violations.length === 0 && isInTime(total(outcome))

/** How it went. */
export function tell(outcome: Outcome, { seed }: FaultOptions, { folder }: History, say: Say) {
  say(`\n${table(outcome)}\n`)
  for (const [what, times] of counted(outcome.notes)) say(`note: ${what}${times > 1 ? ` (${times} times)` : ''}`)
  for (const [promise, note] of judgesNotes(outcome)) say(`the judge notes: ${promise}: ${note}`)
  for (const what of outcome.violations) say(`✗ ${what}`)
  if (!isInTime(total(outcome))) say('✗ recovering took longer than is promised: p50 10 s, p99 45 s')
  const { length } = outcome.violations
  say(
    `${isKept(outcome) ? '✓' : '✗'} ${outcome.done.length} faults, seed ${seed}, ${outcome.orders} orders, ` +
      `${length} violation${length === 1 ? '' : 's'}; history in ${folder}`,
  )
}

/** What broke no promise, such as records that stand on their topic twice. */
const judgesNotes = ({ verdict }: Outcome) =>
  (verdict?.sections ?? [])
    .flatMap(({ rulings }) => rulings)
    .flatMap(({ name, notes = [] }) => notes.map((note) => [name, note] as const))

const counted = (notes: readonly string[]) =>
  [...Map.groupBy(notes, (note) => note)].map(([note, all]) => [note, all.length] as const)

/** How it went, for programs. */
export const summary = (outcome: Outcome, { seed }: FaultOptions) => ({
  kept: isKept(outcome),
  seed,
  at: new Date().toISOString(),
  cpus: availableParallelism(),
  faults: outcome.done.length,
  orders: outcome.orders,
  events: outcome.verdict?.records,
  violations: outcome.violations,
  notes: outcome.notes,
  judgesNotes: judgesNotes(outcome).map(([promise, note]) => `${promise}: ${note}`),
  all: total(outcome),
  kinds: figuresOf(outcome),
})
