import { readFileSync } from 'node:fs'
import { stackFolder } from '@saga-shop/local'
import type { FaultOptions } from './command-line.ts'
import { enterNameSpace } from './disks/name-space.ts'
import { kinds } from './kinds/all.ts'
import { fullDisks } from './kinds/full-disks.ts'
import type { Round } from './plan/fault.ts'
import { scheduleOf } from './plan/schedule.ts'
import { shrink } from './plan/shrink.ts'
import { type History, openHistory } from './report/history.ts'
import { announce, inRounds, isKept, summary, tell } from './report/tell.ts'
import { type AttemptOptions, attempt, type Outcome } from './run/attempt.ts'

/** Makes a schedule, does it to a shop of its own, and tells how that went. Answers whether every promise was kept. */
export async function faults(options: FaultOptions, stop: AbortSignal): Promise<boolean> {
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`)
  const rounds = plan(options)
  const withDisks = needsDisks(rounds)
  if (withDisks && !options.plan) enterNameSpace()
  announce(rounds, options, say)
  if (options.plan) return true
  const history = openHistory(options.seed)
  history.write('schedule.json', { ...options, rounds })
  const settings = { ...settingsOf(options), withDisks, say, record: history.record, stop }
  const outcome = await attempt(rounds, settings)
  history.write('outcome.json', { ...summary(outcome, options), verdict: outcome.verdict })
  if (!isKept(outcome)) history.keepLogs(stackFolder(options.name))
  tell(outcome, options, history, say)
  if (outcome.violations.length > 0) await lookForLess(rounds, outcome, { options, settings, history })
  if (options.json) process.stdout.write(`${JSON.stringify(summary(outcome, options), null, 2)}\n`)
  return isKept(outcome)
}

/** From a file, or from the seed. */
function plan({ faults, seed, only, longest, schedule }: FaultOptions): readonly Round[] {
  if (schedule) return JSON.parse(readFileSync(schedule, 'utf8')).rounds
  const wanted = kinds.filter(({ name }) => only?.includes(name) ?? true).filter(({ leftOut }) => !leftOut?.())
  return scheduleOf({ faults, seed, kinds: wanted, longest: longest * 1_000 })
}

const settingsOf = ({ name, seed, rate, minutes, patience }: FaultOptions) => ({
  name,
  seed,
  perSecond: rate,
  patience: patience * 1_000,
  milliseconds: minutes * 60_000,
  judgeEvery: 60,
})

const needsDisks = (rounds: readonly Round[]) =>
  rounds.flat().some(({ kind }) => fullDisks.some(({ name }) => name === kind))

interface Failing {
  readonly options: FaultOptions
  readonly settings: AttemptOptions
  readonly history: History
}

/** Does ever shorter parts of what was done until it failed, for a bounded time, and keeps the shortest that fails. */
async function lookForLess(rounds: readonly Round[], { done }: Outcome, { options, settings, history }: Failing) {
  const { say, stop } = settings
  const end = performance.now() + options.shrink * 60_000
  const played = rounds.filter((round) => round.every((fault) => done.some((one) => one.fault.number === fault.number)))
  const fails = async (fewer: readonly Round[]) => {
    say(`\ndoes it fail with ${fewer.flat().length} of ${played.flat().length} faults?`)
    const { violations } = await attempt(fewer, settings)
    if (violations.length > 0) history.write('shortest.json', { ...options, rounds: fewer, violations })
    return violations.length > 0
  }
  const shortest = await shrink(played, fails, () => performance.now() > end || stop.aborted)
  say(`\nthe shortest schedule found that fails, of seed ${options.seed}:\n${inRounds(shortest)}`)
  if (shortest.length < played.length) say(`again: npm run faults -- --schedule ${history.folder}/shortest.json`)
}
