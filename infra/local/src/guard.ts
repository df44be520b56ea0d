import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { Problem } from './problem.ts'

/** Ends every process of a stack when this process dies without doing so itself. */
export interface Guard {
  readonly pid: number | undefined
  /** Children write their start here themselves, before they become what they run: no moment is unguarded. */
  readonly line: Writable
  forget(pid: number): void
  /** Lets go: the guard ends whatever is left, and goes. */
  release(): Promise<void>
}

/** `remove`: a folder that goes with the stack. */
export function postGuard(remove?: string): Guard {
  if (process.platform === 'win32') throw new Problem('Windows is not supported: run this in WSL, or use Docker.')
  const child = spawn('/bin/sh', [join(import.meta.dirname, 'guard.sh'), ...(remove ? [remove] : [])], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
    cwd: '/',
  })
  child.unref()
  const gone = once(child, 'exit')
  return {
    pid: child.pid,
    line: child.stdin,
    forget: (pid) => void (child.stdin.writable && child.stdin.write(`- ${pid}\n`)), // once let go, it ends them itself
    release: async () => {
      child.ref()
      child.stdin.end()
      await gone
    },
  }
}
