import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Exit, exitOf, type Launch, lastWords, launch } from './launch.ts'
import { Problem } from './problem.ts'
import { signalGroup } from './signal-group.ts'
import type { Site } from './site.ts'
import { type Check, until } from './wait.ts'

/** What to run, and how to tell that it does. */
export interface ProcessSpec extends Launch {
  readonly name: string
  /** Milliseconds to end in after being asked, before it is killed. */
  readonly patience?: number
  /** The signal that ends it without care for its data: SIGKILL. */
  readonly dropsBy?: NodeJS.Signals
  readonly ready?: Check
  /** What it says when it ends because something of the run before is still there: it is started again. */
  readonly tooSoon?: RegExp
}

// How often a process that was started too soon is started again, and after how many milliseconds.
const startsAgain = 50
const afterRest = 200

/** One process of a stack. It can be killed, and started again on the same ports and data. */
export class ManagedProcess {
  readonly name: string
  readonly logFile: string
  readonly #site: Site
  readonly #spec: ProcessSpec
  #child: ChildProcess | undefined
  #exited: Promise<Exit> = Promise.resolve({ code: null, signal: null })

  constructor(site: Site, spec: ProcessSpec) {
    this.name = spec.name
    this.logFile = site.logFile(spec.name)
    this.#site = site
    this.#spec = spec
  }

  /** Undefined while it doesn't run. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves with how, when the present run ends. */
  get exited(): Promise<Exit> {
    return this.#exited
  }

  /** Starts it, with further settings or from another folder for this run only, and resolves when it runs: `ready` tells when it answers. */
  async start(env?: Record<string, string>, cwd?: string): Promise<void> {
    if (this.#child) throw new Error(`${this.name} runs already, with pid ${this.pid}`)
    const run = { ...this.#spec, env: { ...this.#spec.env, ...env }, ...(cwd && { cwd }) }
    const child = launch(this.#site.guard, this.logFile, run)
    this.#child = child
    this.#exited = exitOf(child).finally(() => this.#ended(child))
    this.#site.record()
  }

  /** Resolves when it answers; rejects when it ends instead, or is silent for a minute. */
  async ready(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#answers()
      } catch (error) {
        if (this.#child || tries > startsAgain || !this.#spec.tooSoon?.test(lastWords(this.logFile))) throw error
        await sleep(afterRest)
        await this.start()
      }
    }
  }

  async #answers(): Promise<void> {
    const over = new AbortController()
    const late = AbortSignal.timeout(60_000)
    const ended = this.#exited.then(({ code, signal }) => {
      throw this.#problem(`ended (${signal ?? `code ${code}`}) before it was ready`)
    })
    const answered = until(this.#spec.ready ?? (async () => true), AbortSignal.any([over.signal, late])).catch(
      (error) => {
        throw late.aborted ? this.#problem('is not ready after a minute') : error
      },
    )
    await Promise.race([ended, answered]).finally(() => over.abort())
  }

  /** Sends a signal, if it runs. */
  signal(signal: NodeJS.Signals): void {
    if (this.pid) signalGroup(this.pid, signal)
  }

  /** Sends a signal that ends it, and resolves when it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.signal(signal)
    await this.#exited
  }

  /** Asks it to end, insists after a while, and resolves when it is gone. */
  async stop(): Promise<void> {
    const insist = setTimeout(() => this.signal('SIGKILL'), this.#spec.patience ?? 12_000)
    await this.kill(this.#spec.endsBy ?? 'SIGTERM').finally(() => clearTimeout(insist))
  }

  /** Ends it at once, when its data are not needed any more. */
  drop(): Promise<void> {
    return this.kill(this.#spec.dropsBy)
  }

  /** Stops it in good order, starts it again, and resolves when it answers. */
  async restart(): Promise<void> {
    if (this.pid) await this.stop()
    await this.start()
    await this.ready()
  }

  #ended(child: ChildProcess): void {
    this.#child = undefined
    if (child.pid) this.#site.guard.forget(child.pid)
    this.#site.record()
  }

  #problem(what: string): Problem {
    return new Problem(`${this.name} ${what}: ${lastWords(this.logFile)} (${this.logFile})`)
  }
}
