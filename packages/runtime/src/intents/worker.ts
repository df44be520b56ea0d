import type { Batcher } from '../batcher.ts'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'
import type { Reacted } from '../react.ts'
import { type Calls, callOut } from './calls.ts'
import { dueTimes, tick } from './due-times.ts'
import { claimDue, type DueIntent, type Hand, type Hands, putBack } from './intent-rows.ts'

export interface Worker {
  /** The kind of intent it works off. */
  readonly kind: string
  start(): void
  /** What its free hands can take; undefined while all are full. */
  hand(): Hand | undefined
  /** Begins calls that were claimed for it; if it was stopped meanwhile, they are due again. */
  take(due: DueIntent[]): void
  /** Something may be due. */
  wake(): void
  /** Something will be due in so many milliseconds. */
  expect(inMilliseconds: number): void
  /** Claims no more, and waits for the calls in hand. Called again, it waits for what was put into its hands meanwhile. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly database: Database
  readonly batcher: Batcher
  readonly log: Log
  /** Told how long a round of calls took, in seconds. */
  readonly took?: (kind: string, seconds: number) => void
}

/** Works off the intents of one kind, some calls at once, many intents to a call. */
export function worker(calls: Calls<unknown, unknown>, options: WorkerOptions): Worker {
  const { kind, lease, atOnce = 4, together = 200 } = calls
  const inHand = new Set<Promise<void>>()
  const times = dueTimes()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false
  let handsFull = false

  function wake() {
    if (!timer) return
    again = true
    looking ??= look()
  }

  async function look() {
    await Promise.resolve() // so that `looking` is set before this can end: with all hands full there is nothing to wait for
    while (again) {
      again = false
      while (timer && inHand.size < atOnce) {
        const due = await claim()
        if (due.length > 0) begin(due)
        if (due.length < together) break
      }
      handsFull = inHand.size >= atOnce
    }
    looking = undefined
  }

  function begin(due: readonly DueIntent[]) {
    for (let first = 0; first < due.length; first += together)
      hold(callOut(calls, due.slice(first, first + together), { ...options, dueIn: times.expect }))
  }

  function hold(work: Promise<void>) {
    const call = work.finally(() => {
      inHand.delete(call)
      if (handsFull) wake() // otherwise whatever was due is taken already
    })
    inHand.add(call)
  }

  async function claim() {
    times.looked()
    try {
      return await claimDue(options.database, kind.name, together, lease)
    } catch (error) {
      options.log.warn({ intent: kind.name, error: String(error) }, 'due calls could not be claimed; trying again')
      return []
    }
  }

  async function giveBack(due: DueIntent[]) {
    try {
      await putBack(options.database, due, 0)
    } catch (error) {
      options.log.warn({ intent: kind.name, error: String(error) }, 'claimed calls wait until their lease is over')
    }
  }

  return {
    kind: kind.name,
    start: () => {
      timer = setInterval(() => times.areThere && wake(), tick)
    },
    hand: () => (timer && inHand.size < atOnce ? { room: (atOnce - inHand.size) * together, lease } : undefined),
    take: (due) => (timer ? begin(due) : hold(giveBack(due))),
    wake,
    expect: times.expect,
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await looking
      await Promise.all(inHand)
    },
  }
}

/** The hands of these workers. */
export const handsOf =
  (workers: readonly Worker[]): Hands =>
  (kind) =>
    workers.find((worker) => worker.kind === kind)?.hand()

/** Hands over what a batch owes: claimed calls at once; who owes more has to look, now or when it is due. */
export function handOver({ owed, claimed }: Pick<Reacted, 'owed' | 'claimed'>, workers: readonly Worker[]) {
  for (const worker of workers) {
    const mine = claimed.filter(({ kind }) => kind === worker.kind)
    const waits = owed.filter(({ intent }) => intent.intent === worker.kind).map(({ intent }) => intent.inMilliseconds)
    const now = waits.filter((wait) => wait === 0)
    if (mine.length > 0) worker.take(mine)
    if (now.length > mine.length) worker.wake()
    for (const wait of waits) if (wait > 0) worker.expect(wait)
  }
}
