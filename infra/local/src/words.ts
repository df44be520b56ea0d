import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Problem } from './problem.ts'

/** Reads a command line. What makes no sense is a problem for whoever typed it, told with the usage. */
export function parseWords<Config extends ParseArgsConfig>(
  words: readonly string[],
  config: Config,
  usage: string,
  Kind: new (message: string) => Problem = Problem,
) {
  try {
    return parseArgs({ ...config, args: [...words] })
  } catch (error) {
    throw new Kind(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

/** What `--stack` says, if a stack can be called that. */
export function stackNamed(name: string): string {
  if (/^[\w-]{1,40}$/.test(name)) return name
  throw new Problem(`--stack ${name}: letters, digits, - and _ only.`)
}
