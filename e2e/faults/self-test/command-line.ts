import { Misunderstood, parseWords } from '@saga-shop/local'
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

Exit code: 0 every bug was caught, 1 not, 2 it could not be tried, 64 a wrong command line.`

export interface SelfTestOrder {
  readonly bugs: readonly Bug[]
  readonly list: boolean
  readonly sound: boolean
  readonly write: boolean
}

const options = {
  only: { type: 'string' },
  list: { type: 'boolean', default: false },
  sound: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): SelfTestOrder {
  const { only, ...values } = parseWords(words, { options }, usage).values
  return { bugs: chosen(only), ...values }
}

function chosen(only: string | undefined): readonly Bug[] {
  if (only === undefined) return bugs
  return only.split(',').map((name) => {
    const bug = bugs.find((bug) => bug.name === name)
    if (!bug) throw new Misunderstood(`There is no bug ${name}: --list shows which there are.`)
    return bug
  })
}
