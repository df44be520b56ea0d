import { setTimeout as delay } from 'node:timers/promises'
import { Halt } from './halt.ts'
import type { Log } from './log.ts'
import type { SourceMetrics } from './metrics.ts'
import type { Report } from './report.ts'
import { relaySession, type SourceSettings } from './session.ts'
import type { State } from './state.ts'

const shortestPause = 100
const longestPause = 5_000

/** Follows one outbox for as long as the process lives: session after session, whatever happens to the others. */
export class Source {
  readonly name: string
  private current: State = { name: 'starting' }
  private readonly settings: SourceSettings
  private readonly log: Log
  private readonly metrics: SourceMetrics

  constructor(settings: SourceSettings, log: Log, metrics: SourceMetrics) {
    this.name = settings.name
    this.settings = settings
    this.log = log.child({ source: settings.name })
    this.metrics = metrics
  }

  get state(): State {
    return this.current
  }

  /** Resolves after `stop`, when what was in hand is in Kafka. Never rejects. */
  async run(stop: AbortSignal): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      const lived = await this.live(stop)
      failures = lived ? 0 : failures + 1
      const pause = Math.min(longestPause, shortestPause * 2 ** failures)
      if (!stop.aborted) await delay(pause, undefined, { signal: stop }).catch(() => undefined)
    }
    this.become({ name: 'stopped' })
  }

  /** One session. Whether it came as far as streaming. */
  private async live(stop: AbortSignal): Promise<boolean> {
    let streamed = false
    const streaming = () => {
      streamed = true
      this.become({ name: 'streaming' })
    }
    try {
      await relaySession(this.settings, this.reportTo(streaming), stop)
    } catch (error) {
      if (!stop.aborted) this.become({ name: error instanceof Halt ? 'halted' : 'retrying', reason: messageOf(error) })
    }
    return streamed
  }

  private reportTo(streaming: () => void): Report {
    const { log, metrics } = this
    return {
      log,
      streaming,
      waiting: (reason) => this.become({ name: 'waiting', reason }),
      refused: (reason) => {
        metrics.retried()
        this.become({ name: 'retrying', reason })
      },
      landed: ({ events, bytes }) => {
        metrics.landed(events, bytes)
        log.debug({ events, bytes }, 'landed')
      },
      skipped: metrics.skipped,
      confirmed: metrics.confirmed,
    }
  }

  /** Tells every change once. */
  private become(state: State): void {
    const before = this.current
    this.current = state
    if (same(before, state)) return
    const level = state.name === 'halted' ? 'error' : state.name === 'retrying' ? 'warn' : 'info'
    this.log[level]({ state: state.name, ...('reason' in state && { reason: state.reason }) }, lines[state.name])
  }
}

const lines: Record<State['name'], string> = {
  starting: 'starting',
  waiting: 'another relay follows this outbox: waiting for its slot',
  streaming: 'relaying',
  retrying: 'cannot relay now: trying again, nothing is lost',
  halted: 'halted: a person must look',
  stopped: 'stopped',
}

const reasonOf = (state: State) => ('reason' in state ? state.reason : '')
const same = (one: State, other: State) => one.name === other.name && reasonOf(one) === reasonOf(other)

/** Errors of several addresses of one host, as Node makes them, have their message inside. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
