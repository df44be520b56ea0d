import type { Batcher } from '../batcher.ts'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'
import { type Calls, callOut } from './calls.ts'
import { claimDue, type DueIntent, type Owed } from './intent-rows.ts'

export interface Worker {
  /** The kind of intent it works off. */
  readonly kind: string
  start(): void
  /** Something may be due. */
  wake(): void
  /** Claims no more, and waits for the calls in hand. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly database: Database
  readonly batcher: Batcher
  readonly log: Log
}

// How often a worker looks for calls that became due without anybody waking it, in milliseconds.
const lookEvery = 100

/** Works off the intents of one kind, some calls at once, many intents to a call. */
export function worker(calls: Calls<unknown, unknown>, options: WorkerOptions): Worker {
  const { kind, lease, atOnce = 4, together = 200 } = calls
  const inHand = new Set<Promise<void>>()
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

  function begin(due: DueIntent[]) {
    const call = callOut(calls, due, options).finally(() => {
      inHand.delete(call)
      if (handsFull) wake() // otherwise whatever was due is taken already
    })
    inHand.add(call)
  }

  async function claim() {
    try {
      return await claimDue(options.database, kind.name, together, lease)
    } catch (error) {
      options.log.warn({ intent: kind.name, error: String(error) }, 'due calls could not be claimed; trying again')
      return []
    }
  }

  return {
    kind: kind.name,
    start: () => {
      timer = setInterval(wake, lookEvery)
    },
    wake,
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await looking
      await Promise.all(inHand)
    },
  }
}

/** Only those who owe something now have to look; what is owed later is found by looking now and then. */
export function wakeFor(owed: readonly Owed[], workers: readonly Worker[]) {
  const kinds = new Set(owed.filter(({ intent }) => intent.inMilliseconds === 0).map(({ intent }) => intent.intent))
  for (const { kind, wake } of workers) if (kinds.has(kind)) wake()
}
