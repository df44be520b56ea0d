import { Problem, parseWords } from '@saga-shop/local'

export const usage = `Starts a shop, lets people buy and break things in it, and takes the pictures of docs/run/tour.md in the machine's own
Chromium.

  npm run pictures -- [options]

  --out <folder>   where to (docs/run/tour)
  --help

Exit code: 0 taken; 1 they could not be; 64 this was not understood.`

export interface PicturesOptions {
  readonly out: string
}

/** What the command line asks for makes no sense. */
export class Misunderstood extends Problem {}

const options = {
  out: { type: 'string', default: 'docs/run/tour' },
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): PicturesOptions | 'help' {
  const { help, out } = parseWords(words, { options }, usage, Misunderstood).values
  return help ? 'help' : { out }
}
