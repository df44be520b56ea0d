import { folderOfStack, parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Records a running shop into a file that the pages can play without any shop.

  npm run record -- [options]

  --seconds <n>             how long (45)
  --orders <n>              orders of all kinds to place meanwhile (40; 0 records what happens anyway)
  --out <file>              where to (.local/recording.json)
  --pages <folder>          also build pages that play it, there
  --stack <name or folder>  which shop (default)
  --help

A file server is enough to look at such pages; opened from disk, browsers refuse to load them.

Exit code: 0 recorded, 1 the shop could not be recorded, 64 this was not understood.`

export interface RecordOptions {
  readonly seconds: number
  readonly orders: number
  readonly out: string
  readonly pages: string | undefined
  readonly folder: string
}

const options = {
  seconds: { type: 'string', default: '45' },
  orders: { type: 'string', default: '40' },
  out: { type: 'string', default: '.local/recording.json' },
  pages: { type: 'string' },
  stack: { type: 'string' },
} as const

/** What shall be recorded. */
export function readCommandLine(words: readonly string[]): RecordOptions {
  const { seconds, orders, out, pages, stack } = parseWords(words, { options }, usage).values
  return {
    seconds: wholeNumber('--seconds', seconds, 1, 600),
    orders: wholeNumber('--orders', orders, 0, 500),
    ...{ out, pages },
    folder: folderOfStack(stack),
  }
}
