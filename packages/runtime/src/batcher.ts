import type { Cause } from './cause.ts'
import type { Answer } from './commands.ts'
import { crashPoint } from './crash-point.ts'
import type { Database } from './database.ts'
import { isTransient } from './failures.ts'
import type { Log } from './log.ts'
import type { Span } from './positions.ts'
import { type Reacted, type Reacting, react } from './react.ts'
import { backoff } from './waiting.ts'

/** What comes in together and is settled together: the records of one fetch of one partition, or one request. */
export interface Work {
  readonly causes: readonly Cause[]
  readonly span?: Span
}

export interface Batcher {
  /** Resolves when the work is committed; rejects with what is wrong with it. */
  submit(work: Work): Promise<ReadonlyMap<Cause, Answer>>
  /** Resolves when nothing waits and nothing is in hand. */
  idle(): Promise<void>
  /** Since when transactions fail although they should not; undefined while all is well. */
  failingSince(): Date | undefined
}

export interface BatcherOptions extends Reacting {
  readonly database: Database
  readonly log: Log
  readonly mostCauses: number
  readonly committed: (reacted: Reacted, causes: number, milliseconds: number) => void
}

interface Waiting {
  readonly work: Work
  readonly resolve: (answers: ReadonlyMap<Cause, Answer>) => void
  readonly reject: (error: unknown) => void
}

/** One transaction at a time; whatever arrives meanwhile goes into the next one together. */
export function batcher(options: BatcherOptions): Batcher {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let failing: Date | undefined

  async function run() {
    await Promise.resolve() // what is submitted in the same turn travels together
    while (waiting.length > 0) await settle(takeBatch(waiting, options.mostCauses))
    running = undefined
  }

  /** Commits the batch; halves it to find the work that cannot be processed, so that the rest can. */
  async function settle(batch: Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { answers } = await transact(batch, options)
        failing = undefined
        for (const { resolve } of batch) resolve(answers)
        return
      } catch (error) {
        if (!isTransient(error)) return await (batch.length > 1 ? halves(batch) : refuse(batch, error))
        failing ??= new Date()
        options.log.warn({ attempt, error: String(error) }, 'the transaction failed and is tried again')
        await backoff(attempt)
      }
    }
  }

  async function halves(batch: Waiting[]) {
    const middle = batch.length >> 1
    await settle(batch.slice(0, middle))
    await settle(batch.slice(middle))
  }

  return {
    submit: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject })
        running ??= run()
      }),
    idle: async () => {
      while (running) await running
    },
    failingSince: () => failing,
  }
}

function takeBatch(waiting: Waiting[], mostCauses: number): Waiting[] {
  let causes = 0
  let count = 0
  for (const { work } of waiting) {
    if (count > 0 && causes + work.causes.length > mostCauses) break
    causes += work.causes.length
    count++
  }
  return waiting.splice(0, count)
}

async function transact(batch: Waiting[], options: BatcherOptions): Promise<Reacted> {
  const causes = batch.flatMap(({ work }) => work.causes)
  const spans = batch.flatMap(({ work }) => (work.span ? [work.span] : []))
  const began = performance.now()
  const reacted = await options.database.transaction(async (tx) => {
    const decided = await react(tx, { causes, spans }, options)
    crashPoint('batch-decided')
    return decided
  })
  crashPoint('batch-committed')
  options.committed(reacted, causes.length, performance.now() - began)
  return reacted
}

function refuse(batch: Waiting[], error: unknown) {
  for (const { reject } of batch) reject(error)
}
