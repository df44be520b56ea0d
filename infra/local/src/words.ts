import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Misunderstood } from './problem.ts'

/** Reads a command line. What makes no sense is told with the usage. */
export function parseWords<Config extends ParseArgsConfig>(words: readonly string[], config: Config, usage: string) {
  try {
    return parseArgs({ ...config, args: [...words] })
  } catch (error) {
    throw new Misunderstood(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}
