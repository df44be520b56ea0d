import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readStack, type StackView, stackFolder } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'

/** `npm start`, as somebody else sees it who runs it in a terminal. */
export interface Started {
  readonly stack: StackView
  /** All that it has printed. */
  said(): string
  /** The pid of one of its parts. */
  pidOf(name: string): number
  /** Ctrl-C; resolves with its exit code. */
  interrupt(): Promise<number | null>
}

interface Recorded {
  readonly processes: readonly { readonly name: string; readonly pid: number }[]
}

const command = join(import.meta.dirname, 'main.ts')

/** Runs it beside other stacks, until it says that it is ready. */
export async function runStart(name: string): Promise<Started> {
  const child = spawn(process.execPath, [command, '--stack', name], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)))
  const ended = once(child, 'exit')
  await eventually(
    () => {
      if (child.exitCode !== null) throw new Error(`npm start ended:\n${said}`)
      if (!said.includes('ready after')) throw new Error(`npm start is not ready:\n${said}`)
    },
    { within: 150_000, every: 200 },
  )
  const folder = stackFolder(name)
  return {
    stack: readStack(folder),
    said: () => said,
    pidOf: (name) => {
      const { processes } = JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as Recorded // as it is written
      return processes.find((one) => one.name === name)?.pid ?? Number.NaN
    },
    interrupt: async () => {
      child.kill('SIGINT')
      const [code] = await ended
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}
