import { stackFolder } from '@saga-shop/local'
import type { FaultOptions } from './command-line.ts'
import { enterNameSpace } from './disks/name-space.ts'
import { kinds } from './kinds/all.ts'
import { fullDisks } from './kinds/full-disks.ts'
import type { Round } from './plan/fault.ts'
import { scheduleOf } from './plan/schedule.ts'
import { type History, openHistory } from './report/history.ts'
import { figuresOf, isInTime, table, total } from './report/table.ts'
import { attempt, inWords, type Outcome } from './run/attempt.ts'

/** Makes a schedule, does it to a shop of its own, and tells how that went. Answers whether every promise was kept. */
export async function faults(options: FaultOptions, stop: AbortSignal): Promise<boolean> {
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`)
  const possible = kinds
    .filter(({ name }) => options.only?.includes(name) ?? true)
    .filter(({ leftOut }) => !leftOut?.())
  const { faults, seed, longest } = options
  const rounds = scheduleOf({ faults, seed, kinds: possible, longest: longest * 1_000 })
  const withDisks = needsDisks(rounds)
  if (withDisks && !options.plan) enterNameSpace()
  announce(rounds, options, say)
  if (options.plan) return true
  const history = openHistory(options.seed)
  history.write('schedule.json', { ...options, rounds })
  const outcome = await attempt(rounds, { ...settings(options), withDisks, say, record: history.record, stop })
  tell(outcome, options, history, say)
  const kept = isKept(outcome)
  if (!kept) history.keepLogs(stackFolder(options.name))
  if (options.json) process.stdout.write(`${JSON.stringify(summary(outcome, options), null, 2)}\n`)
  return kept
}

/** What will happen, before it does. */
function announce(rounds: readonly Round[], { seed, only }: FaultOptions, say: (line: string) => void) {
  for (const { name, leftOut } of kinds)
    if (leftOut?.() && (only?.includes(name) ?? true)) say(`left out: ${name}, because ${leftOut()}`)
  say(`${rounds.flat().length} faults in ${rounds.length} rounds, from seed ${seed}:`)
  for (const round of rounds) say(round.map(inWords).join('\n'))
}

const settings = ({ name, seed, rate, minutes }: FaultOptions) => ({
  name,
  seed,
  perSecond: rate,
  milliseconds: minutes * 60_000,
  judgeEvery: 60,
})

const needsDisks = (rounds: readonly Round[]) =>
  rounds.flat().some(({ kind }) => fullDisks.some(({ name }) => name === kind))

const isKept = (outcome: Outcome) => outcome.violations.length === 0 && isInTime(total(outcome))

function tell(outcome: Outcome, options: FaultOptions, history: History, say: (line: string) => void) {
  history.write('outcome.json', { ...summary(outcome, options), verdict: outcome.verdict })
  say(`\n${table(outcome)}\n`)
  for (const [what, times] of counted(outcome.notes)) say(`note: ${what}${times > 1 ? ` (${times} times)` : ''}`)
  for (const what of outcome.violations) say(`✗ ${what}`)
  say(
    `${isKept(outcome) ? '✓' : '✗'} ${outcome.done.length} faults, seed ${options.seed}, ${outcome.orders} orders, ` +
      `${outcome.violations.length} violations; history in ${history.folder}`,
  )
}

const counted = (notes: readonly string[]) =>
  [...Map.groupBy(notes, (note) => note)].map(([note, all]) => [note, all.length] as const)

const summary = (outcome: Outcome, { seed }: FaultOptions) => ({
  kept: isKept(outcome),
  seed,
  faults: outcome.done.length,
  orders: outcome.orders,
  records: outcome.verdict?.records,
  violations: outcome.violations,
  notes: outcome.notes,
  all: total(outcome),
  kinds: figuresOf(outcome),
})
