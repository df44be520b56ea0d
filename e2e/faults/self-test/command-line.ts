import { parseArgs } from 'node:util'
import { bugs } from '../bugs/all.ts'
import type { Bug } from './bug.ts'

export const usage = `Breaks a copy of our code in ways that such systems are commonly broken, one after the other, runs it
against a shop with faults that expose it, and sees whether the judge finds out. The working tree is not touched.

  npm run faults:self-test -- [options]

  --only <names>   these bugs only, separated by commas
  --list           what bugs there are, and why people make them
  --sound          leave the bugs out: the same scenes must break nothing
  --write          write the table to docs/seeded-bugs.md
  --help

Exit code: 0 every bug was caught, 1 not, 64 a wrong command line.`

export interface SelfTestOrder {
  readonly bugs: readonly Bug[]
  readonly list: boolean
  readonly sound: boolean
  readonly write: boolean
}

/** What the command line asks for; text when it is only to be answered, with the exit code. */
export function readCommandLine(words: readonly string[]): SelfTestOrder | { say: string; code: number } {
  try {
    const { values } = parseArgs({ args: [...words], options })
    if (values.help) return { say: usage, code: 0 }
    const { list = false, sound = false, write = false } = values
    return { bugs: chosen(values.only), list, sound, write }
  } catch (error) {
    return { say: `${error instanceof Error ? error.message : error}\n\n${usage}`, code: 64 }
  }
}

const options = {
  only: { type: 'string' },
  list: { type: 'boolean' },
  sound: { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

function chosen(only: string | undefined): readonly Bug[] {
  if (only === undefined) return bugs
  return only.split(',').map((name) => {
    const bug = bugs.find((bug) => bug.name === name)
    if (!bug) throw new Error(`There is no bug ${name}: --list shows which there are.`)
    return bug
  })
}
