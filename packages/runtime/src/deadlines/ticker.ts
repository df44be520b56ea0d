import { once } from 'node:events'
import type { Batcher } from '../batcher.ts'
import type { Passing } from '../cause.ts'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'
import type { Reactions } from '../touched.ts'
import { whose } from '../tracing/tracer.ts'
import { restFor } from '../waiting.ts'
import { passings } from './deadline-rows.ts'
import type { Declared } from './moves.ts'

export interface Ticker {
  start(): void
  /** Looks no more, and waits for what is in hand. */
  stop(): Promise<void>
}

export interface TickerOptions {
  readonly database: Database
  readonly batcher: Batcher
  readonly log: Log
  readonly reactions: Reactions
  readonly deadlines: Declared
  /** Whether all that stood in the log by now was heard: only then is silence an answer. */
  readonly caughtUp: () => Promise<boolean>
}

// How often to look, in milliseconds; more rarely when looking takes long.
const lookEvery = 500
const restForLooking = 50
const atOnce = 500
// How long one that cannot be decided on is left alone, in milliseconds.
const pause = 30_000

/** Hands deadlines whose time is up to the next batch, like events; those that nobody reacts to stay for a person to see. */
export function ticker({ database, batcher, log, reactions, deadlines, caughtUp }: TickerOptions): Ticker {
  const kinds = deadlines.all.filter(({ passed }) => reactions.has(passed.name)).map(({ name }) => name)
  const stopped = new AbortController()
  const told = once(stopped.signal, 'abort').then(() => false) // who is told to stop does not wait for Kafka
  const failed = new Map<string, number>()
  let running: Promise<void> | undefined

  async function run() {
    while (!stopped.signal.aborted) {
      const began = performance.now()
      await look().catch((error) =>
        log.warn({ error: String(error) }, 'deadlines could not be looked after; trying again'),
      )
      const rest = Math.max(lookEvery, restForLooking * (performance.now() - began))
      await restFor(rest, stopped.signal)
    }
  }

  async function look() {
    for (const [id, until] of failed) if (until < performance.now()) failed.delete(id)
    for (let due = atOnce; due === atOnce && !stopped.signal.aborted; ) {
      const found = await passings(database, kinds, atOnce + failed.size)
      const passed = found.filter(({ id }) => !failed.has(id)).slice(0, atOnce)
      if (passed.length === 0 || !(await Promise.race([caughtUp(), told]))) return
      await Promise.all(passed.map(pass))
      due = passed.length
    }
  }

  /** One by one, so that none that cannot be decided keeps the others; they travel together all the same. */
  const pass = (passing: Passing) =>
    batcher.submit({ causes: [passing] }).catch((error) => {
      const { id, deadline, key } = passing
      failed.set(id, performance.now() + pause)
      log.error(
        { deadline, key, ...whose(passing), error: String(error) },
        'a deadline passed and could not be decided on; it stays owed',
      )
    })

  return {
    start: () => {
      if (kinds.length > 0) running ??= run()
    },
    stop: async () => {
      stopped.abort()
      await running
    },
  }
}
