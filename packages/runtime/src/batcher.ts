import type { Cause } from './cause.ts'
import type { Answer } from './commands.ts'
import { crashPoint } from './crash-point.ts'
import { halves, stillWanted, type Waiting, type Work } from './cutting.ts'
import type { Database } from './database.ts'
import { blamesACause, PositionsMoved, StartOver } from './failures.ts'
import type { Log } from './log.ts'
import { type Reacted, type Reacting, react } from './react.ts'
import { type BatchTrace, traced } from './tracing/batch-trace.ts'
import { backoff } from './waiting.ts'

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

  /**
   * Commits the batch. What is known by name to be at fault is set aside and the rest tried again; a statement that fails
   * names nobody, so the batch is halved until its cause stands alone.
   */
  async function settle(all: readonly Waiting[]): Promise<void> {
    const blame: Blame = { condemned: new Map() }
    for (let attempt = 1, batch = stillWanted(all); batch.length > 0; attempt++, batch = stillWanted(batch)) {
      try {
        tell(batch, await transact(batch, blame, options))
        failing = undefined
        return
      } catch (error) {
        if (!blamesACause(error)) {
          failing ??= new Date()
          options.log.warn({ attempt, error: String(error) }, 'the transaction failed and is tried again')
          await backoff(attempt)
        } else if (!isNews(batch, error, blame)) return await halve(batch, error)
      }
    }
  }

  /** Halving never ends at nothing: whoever has one cause, and cannot even set that aside, is told. */
  async function halve(batch: readonly Waiting[], error: unknown) {
    if (batch.length === 1 && (error instanceof PositionsMoved || causesOf(batch).length < 2))
      return refuse(batch, error)
    for (const half of halves(batch)) await settle(half)
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

const causesOf = (batch: readonly Waiting[]) => batch.flatMap(({ work }) => work.causes)

async function transact(batch: readonly Waiting[], blame: Blame, options: BatcherOptions): Promise<Reacted> {
  const causes = causesOf(batch)
  const spans = batch.flatMap(({ work }) => (work.span ? [work.span] : []))
  const began = performance.now()
  const attempt = (trace?: BatchTrace) =>
    options.database.transaction(async (tx) => {
      const decided = await react(tx, { causes, spans, ...blame, trace }, options)
      crashPoint('batch-decided')
      return decided
    })
  const reacted = await traced(causes, attempt)
  crashPoint('batch-committed')
  options.committed(reacted, causes.length, performance.now() - began)
  return reacted
}

/** Who must be set aside for the rest to be committed, as far as is known. */
interface Blame {
  readonly condemned: Map<Cause, unknown>
  blameWoken?: unknown
}

/**
 * Remembers who is to blame; false when that is not known better than before. Whoever stands alone is not to blame yet:
 * first those are tried without that had waited for it.
 */
function isNews(batch: readonly Waiting[], error: unknown, blame: Blame): boolean {
  const { condemned } = blame
  const known = condemned.size
  if (error instanceof StartOver) for (const [cause, why] of error.without) condemned.set(cause, why)
  const [only, other] = causesOf(batch)
  if (error instanceof StartOver || error instanceof PositionsMoved || !only || other) return condemned.size > known
  if (blame.blameWoken !== undefined) condemned.set(only, error)
  else blame.blameWoken = error
  return condemned.size > known || blame.blameWoken === error
}

/** Everybody gets the answers to what they asked; who asked what could not be decided on, the reason. */
function tell(batch: readonly Waiting[], { answers, failed }: Reacted) {
  for (const { work, resolve, reject } of batch) {
    const bad = failed.size > 0 ? work.causes.find(({ id }) => failed.has(id)) : undefined
    if (bad) reject(failed.get(bad.id))
    else resolve(answers)
  }
}

function refuse(batch: readonly Waiting[], error: unknown) {
  for (const { reject } of batch) reject(error)
}
