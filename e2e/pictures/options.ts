import { parseWords } from '@saga-shop/local'

export const usage = `Starts a shop, lets people buy and break things in it, and takes the pictures of docs/run/tour.md in the machine's own
Chromium.

  npm run pictures -- [options]

  --out <folder>   where to (docs/run/tour)
  --help

Exit code: 0 taken; 1 they could not be; 64 this was not understood.`

export interface PicturesOptions {
  readonly out: string
}

const options = { out: { type: 'string', default: 'docs/run/tour' } } as const

/** What the command line asks for. */
export const readCommandLine = (words: readonly string[]): PicturesOptions => ({
  out: parseWords(words, { options }, usage).values.out,
})
