import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { inherited, repository } from './config.ts'
import type { StackFacts } from './plan.ts'
import { Problem } from './problem.ts'
import { readRecord } from './record.ts'
import { stackFolder } from './site.ts'

/** A command of a package, that finds everything in its environment. */
export interface Command {
  /** From the repository's root. */
  readonly script: string
  readonly words: readonly string[]
  /** Its settings in a stack that runs on this machine; undefined where the words ask for nothing that needs any. */
  environment(words: readonly string[]): ((facts: StackFacts) => Record<string, string>) | undefined
}

/** Runs a command with the settings of the stack that `--stack <name or folder>` names; resolves with its exit code. */
export async function runOnStack({ script, words, environment }: Command): Promise<number> {
  const { stack, rest } = takeStack(words)
  const settings = rest.includes('--help') ? undefined : environment(rest)
  const env = settings?.(factsOf(stack)) ?? {}
  const command = spawn(process.execPath, [join(repository, script), ...rest], {
    env: { ...inherited, ...env },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => command.kill(signal))
  const [code] = await once(command, 'exit')
  return typeof code === 'number' ? code : 1
}

function takeStack(words: readonly string[]) {
  const at = words.indexOf('--stack')
  if (at < 0) return { stack: 'default', rest: words }
  return { stack: words[at + 1] ?? 'default', rest: words.filter((_, index) => index !== at && index !== at + 1) }
}

function factsOf(stack: string): StackFacts {
  const folder = stack.includes('/') ? stack : stackFolder(stack)
  const facts = readRecord(folder)?.facts
  if (!facts) throw new Problem(`No shop runs in ${folder}: start one with npm start.`)
  return facts
}
