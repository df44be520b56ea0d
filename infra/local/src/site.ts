import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localFolder } from './config.ts'
import { type Guard, postGuard } from './guard.ts'
import { exitOf, type Launch, lastWords, launch } from './launch.ts'
import type { StackFacts } from './plan.ts'
import { clearAfterPredecessor } from './predecessor.ts'
import { Problem } from './problem.ts'
import { ManagedProcess, type ProcessSpec } from './process.ts'
import { removeRecord, sight, writeRecord } from './record.ts'

/** A step of a start that is done, and how long it took. */
export interface Step {
  readonly name: string
  readonly milliseconds: number
  readonly detail?: string
}

/** How a stack's site is chosen. */
export interface SiteOptions {
  /** Which stack: `default`. */
  readonly name?: string
  /** Its folder: `.local/stacks/<name>`. */
  readonly folder?: string
  /** A fresh folder that goes with the stack, for tests. */
  readonly temporary?: boolean
  /** Hears of each step that is done. */
  readonly onStep?: (step: Step) => void
}

/** The folder of a named stack. */
export const stackFolder = (name = 'default'): string => join(localFolder, 'stacks', name)

/** Every start is a new shop: what the last one stored would only fill the disk. */
function clearData(folder: string): void {
  for (const entry of readdirSync(folder)) if (entry !== 'logs') rmSync(join(folder, entry), { recursive: true })
}

/** Where a stack is built: its folder, its processes, and the guard that outlives it. */
export class Site {
  readonly name: string
  readonly folder: string
  readonly guard: Guard
  readonly processes: ManagedProcess[] = []
  /** When the first of them was started, as `performance.now()` counts; NaN before. */
  startedAt = Number.NaN
  readonly #onStep: (step: Step) => void
  readonly #temporary: boolean
  readonly #owner = sight('owner', process.pid)
  #facts: StackFacts | undefined
  #claimed = false
  #closed = false

  constructor({ name = 'default', folder, temporary = false, onStep = () => {} }: SiteOptions) {
    this.name = name
    this.folder = temporary ? mkdtempSync(join(tmpdir(), 'saga-shop-')) : (folder ?? stackFolder(name))
    this.#temporary = temporary
    this.#onStep = onStep
    this.guard = postGuard(temporary ? this.folder : undefined)
  }

  /** An empty folder with nobody left in it. */
  async prepare(): Promise<void> {
    if (!this.#temporary) await clearAfterPredecessor(this.name, this.folder)
    mkdirSync(join(this.folder, 'logs'), { recursive: true })
    chmodSync(this.folder, 0o711) // Postgres, which refuses to be root, passes through
    this.#claimed = true
    this.record()
  }

  logFile(name: string): string {
    return join(this.folder, 'logs', `${name}.log`)
  }

  /** A process that may be started later. */
  standBy(spec: ProcessSpec): ManagedProcess {
    this.#refuseWhenClosed(spec.name)
    const managed = new ManagedProcess(this, spec)
    this.processes.push(managed)
    return managed
  }

  /** Starts a process and waits until it answers. */
  async run(spec: ProcessSpec): Promise<ManagedProcess> {
    const managed = this.standBy(spec)
    if (Number.isNaN(this.startedAt)) this.startedAt = performance.now()
    await managed.start()
    await managed.ready()
    return managed
  }

  /** Runs something that ends by itself; rejects with its last words when it fails. */
  async job(name: string, what: Launch): Promise<void> {
    this.#refuseWhenClosed(name)
    const child = launch(this.guard, this.logFile(name), what)
    const { code, signal } = await exitOf(child)
    if (child.pid) this.guard.forget(child.pid)
    if (code !== 0)
      throw new Problem(
        `${name} failed (${signal ?? `code ${code}`}): ${lastWords(this.logFile(name))} (${this.logFile(name)})`,
      )
  }

  /** Does something, and says how long it took. */
  async step<Result>(name: string, work: () => Promise<Result>, detail?: string): Promise<Result> {
    const begin = performance.now()
    const result = await work()
    const milliseconds = Math.round(performance.now() - begin)
    this.#onStep({ name, milliseconds, ...(detail && { detail }) })
    return result
  }

  /** Writes down what is known of the stack by now. */
  record(facts = this.#facts): void {
    this.#facts = facts
    if (!this.#claimed || this.#closed) return
    const processes = this.processes.flatMap(({ name, pid }) => (pid ? [sight(name, pid)] : []))
    writeRecord(this.folder, { name: this.name, owner: this.#owner, processes, facts: this.#facts })
  }

  /** Stops everything in good order: first what works, then what it works with. */
  async stop(): Promise<void> {
    const standsOn = ({ name }: ManagedProcess) =>
      name === 'kafka' || name === 'registry' || name.startsWith('postgres')
    const servers = this.processes.filter(standsOn)
    await Promise.all(this.processes.filter((one) => !servers.includes(one)).map((one) => one.stop()))
    await Promise.all(servers.map((one) => (this.#temporary ? one.drop() : one.stop())))
    await this.close()
  }

  /** Ends whatever still runs, and leaves no trace but the logs; a temporary folder goes as well. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    if (this.#claimed) removeRecord(this.folder)
    await this.guard.release()
    if (this.#claimed && !this.#temporary) clearData(this.folder)
  }

  #refuseWhenClosed(name: string): void {
    if (this.#closed) throw new Error(`${name} comes too late: the stack ${this.name} was stopped`)
  }
}
