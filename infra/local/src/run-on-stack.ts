import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { inherited, repository } from './config.ts'
import { folderOfStack } from './option-values.ts'
import type { StackFacts } from './plan.ts'
import { Problem } from './problem.ts'
import { readRecord } from './record.ts'

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
  return runScript(script, rest, { ...inherited, ...settings?.(factsOf(stack)) })
}

/** Runs a script of ours until it ends, and lets it hear of Ctrl-C; resolves with its exit code. */
export async function runScript(script: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [join(repository, script), ...words], { env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

/** Takes `--stack <name or folder>` out of the words. */
export function takeStack(words: readonly string[]): { stack: string | undefined; rest: readonly string[] } {
  const at = words.indexOf('--stack')
  if (at < 0) return { stack: undefined, rest: words }
  return { stack: words[at + 1], rest: words.filter((_, index) => index !== at && index !== at + 1) }
}

/** A stack's folder tells where everything is, also when its databases are being restored. */
export function factsOf(stack: string | undefined): StackFacts {
  const folder = folderOfStack(stack)
  const facts = readRecord(folder)?.facts
  if (!facts) throw new Problem(`No shop runs in ${folder}: start one with npm start.`)
  return facts
}
