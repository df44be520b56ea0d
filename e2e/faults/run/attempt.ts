import { setTimeout as sleep } from 'node:timers/promises'
import { describe, judge, type Verdict } from '../../judge/index.ts'
import { kindNamed } from '../kinds/all.ts'
import type { Fault, Heal, Round } from '../plan/fault.ts'
import { inRounds } from '../report/tell.ts'
import { diagnosisOf } from './diagnosis.ts'
import { drain } from './drain.ts'
import { openShopUnderLoad, type Running } from './running.ts'

/** A fault that was done, and how the shop recovered from it and those that overlapped. */
export interface Done {
  readonly fault: Fault
  /** Milliseconds from the moment when the last fault of its round was healed. */
  readonly drained: number
  readonly violations: readonly string[]
}

/** What came of a schedule. */
export interface Outcome {
  readonly done: readonly Done[]
  readonly orders: number
  /** What broke a promise. */
  readonly violations: readonly string[]
  readonly notes: readonly string[]
  readonly verdict: Verdict | undefined
}

export interface AttemptOptions {
  readonly name: string
  readonly seed: number
  readonly perSecond: number
  readonly withDisks: boolean
  /** How long the shop may take to recover. */
  readonly patience: number
  /** No new round begins after so many milliseconds. */
  readonly milliseconds: number
  /** The judge looks after so many faults, and at the end. */
  readonly judgeEvery: number
  readonly stop: AbortSignal
  say(line: string): void
  /** Hears of everything that happens, as it happens. */
  record(event: object): void
}

/** Starts a shop, does to it what the schedule says while customers come, and judges it. Ends with the first violation. */
export async function attempt(rounds: readonly Round[], options: AttemptOptions): Promise<Outcome> {
  const running = await openShopUnderLoad(options)
  const done: Done[] = []
  let verdict: Verdict | undefined
  let violations: readonly string[] = []
  try {
    const end = performance.now() + options.milliseconds
    let unjudged = 0
    for (const round of rounds) {
      if (performance.now() > end || violations.length > 0) break
      const results = await play(round, running, options)
      done.push(...results)
      violations = results.flatMap((result) => result.violations)
      unjudged += round.length
      if (violations.length > 0 || unjudged < options.judgeEvery) continue
      unjudged = 0
      ;({ verdict, violations } = await settleAndJudge(running, options))
      running.customers.go()
    }
    if (violations.length === 0) ({ verdict, violations } = await settleAndJudge(running, options))
    return { done, orders: running.scene.orders.count, violations, notes: running.notes, verdict }
  } finally {
    await running.close()
  }
}

/** Injects the faults of a round, heals them, and measures how long the shop takes to recover. */
async function play(round: Round, running: Running, options: AttemptOptions): Promise<Done[]> {
  options.say(inRounds([round]))
  const ends = await Promise.allSettled(round.map((fault) => befall(fault, running, options))) // all are healed, whatever happens
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  const { milliseconds, hanging, orders } = await drain(running.scene, running.databases, options)
  const violations =
    hanging.length > 0 ? [`not recovered after ${options.patience / 1_000} s: ${hanging.slice(0, 5).join('; ')}`] : []
  options.say(
    `       recovered in ${(milliseconds / 1_000).toFixed(1)} s${violations.map((what) => `: ✗ ${what}`).join('')}`,
  )
  if (orders.length > 0) options.record({ diagnosis: await diagnosisOf(running.databases, orders.slice(0, 20)) })
  options.record({ recovered: round.map(({ number }) => number), milliseconds, hanging, notes: running.notes.length })
  return round.map((fault, index) => ({ fault, drained: milliseconds, violations: index === 0 ? violations : [] }))
}

/** One fault, from its beginning to its end. One that cannot be done, since its victim is not there, is noted. */
async function befall(fault: Fault, { scene }: Running, { record, stop }: AttemptOptions): Promise<void> {
  await sleep(fault.after, undefined, { signal: stop })
  const heal = await kindNamed(fault.kind)
    .inject(scene, fault)
    .catch((error): Heal => {
      scene.note(
        `${fault.kind} at ${fault.target} could not be done: ${error instanceof Error ? error.message : error}`,
      )
      return async () => {}
    })
  record({ injected: fault })
  try {
    await sleep(fault.lasts, undefined, { signal: stop })
  } finally {
    await heal()
  }
  record({ healed: fault.number })
}

/** No more customers; within a minute nothing may be left to do. Then the judge decides. */
async function settleAndJudge(running: Running, { patience, say, record }: AttemptOptions) {
  const waiting = await running.customers.stop(patience)
  const watched = await running.seen()
  const verdict = await judge(running.scene.stack, { wait: patience / 1_000, repeats: true, parked: true, watched })
  const { waited } = verdict.milliseconds
  say(
    `       ${verdict.quiet ? `all quiet after ${(waited / 1_000).toFixed(1)} s` : 'not quiet in time'}; ` +
      `the judge is ${verdict.satisfied ? '' : 'not '}satisfied`,
  )
  record({ verdict })
  const forgotten =
    verdict.parked > 0 ? [`${verdict.parked} events are still parked, and nobody parked them on purpose`] : []
  const unanswered = waiting > 0 ? [`${waiting} customers still wait for an answer`] : []
  return { verdict, violations: [...unanswered, ...(verdict.satisfied ? [] : [describe(verdict)]), ...forgotten] }
}
