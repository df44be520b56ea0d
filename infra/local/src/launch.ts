import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inherited } from './config.ts'
import type { Guard } from './guard.ts'

/** What to run, and where. */
export interface Launch {
  readonly command: string
  readonly arguments: readonly string[]
  readonly env?: Record<string, string>
  readonly cwd?: string
  /** Runs as this user and group, when we are root. */
  readonly uid?: number | undefined
  /** The signal that asks it to end in good order: SIGTERM. */
  readonly endsBy?: NodeJS.Signals
  /** Handed to its standard input. */
  readonly input?: string
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** Reports to the guard, then becomes the command, with the same pid. */
const reporter = 'echo "+ $$ $0" >&3; exec 3>&-; exec "$@"'

/** Starts a process in a group of its own, tied to the guard, writing to a log file. */
export function launch(guard: Guard, logFile: string, what: Launch): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a', 0o600)
  try {
    const signal = (what.endsBy ?? 'SIGTERM').slice('SIG'.length)
    const child = spawn('/bin/sh', ['-c', reporter, signal, what.command, ...what.arguments], {
      stdio: [what.input === undefined ? 'ignore' : 'pipe', log, log, guard.line],
      env: { ...inherited, ...what.env },
      cwd: what.cwd,
      detached: true,
      ...(what.uid === undefined ? {} : { uid: what.uid, gid: what.uid }),
    })
    child.stdin?.end(what.input)
    return child
  } finally {
    closeSync(log)
  }
}

/** Resolves with how the process ended, however it did; rejects when it could not be started. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', reject)
  })
}

/** The line of a log file that tells why: the last that speaks of an error, or the last of all. */
export function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-200)
  const why = lines.findLast((line) => /error|fail|fatal|cannot|missing|warning/i.test(line)) ?? lines.at(-1)
  return why?.trim().slice(0, 300) || 'it wrote nothing'
}
