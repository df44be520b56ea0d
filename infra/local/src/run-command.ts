import { inspect } from 'node:util'
import { Misunderstood, Problem } from './problem.ts'
import { say, tell } from './say.ts'

/** What somebody at the keyboard can run. */
export interface Command<Order> {
  readonly usage: string
  /** What the words ask for. */
  read(words: readonly string[]): Order
  /** Does it, and answers with the exit code. */
  run(order: Order): Promise<number>
  /** The exit code when it could not be done: 2. */
  readonly failed?: number
}

/** Runs a command as the command line asks for it. */
export const runCommand = <Order>({ usage, read, run, failed }: Command<Order>): Promise<void> =>
  exitWith(async () => {
    const words = process.argv.slice(2)
    if (!words.includes('--help')) return run(read(words))
    say(usage)
    return 0
  }, failed)

/** Lets the process end with what the work answers. A problem is told in a line; words that make no sense end with 64. */
export async function exitWith(work: () => Promise<number>, failed = 2): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    process.exitCode = error instanceof Misunderstood ? 64 : failed
    if (error instanceof Problem) return tell(`✗ ${error.message}`)
    tell(`✗ ${inspect(error)}`)
    process.exit() // what nobody foresaw may have left anything open
  }
}
