import { parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Loads a shop of its own with orders of all kinds, and holds the trail of each, as the X-ray shows it, against what stands in
databases and on topics: every event and every hop must be there, none twice, none invented.

  npm run trails -- [options]

  --orders <n>     how many (1000)
  --help

Exit code: 0 every trail is right; 1 something is missing, there twice or invented, or could not be had; 64 the command
line makes no sense. Progress goes to stderr, one JSON object to stdout.`

export interface TrailsOptions {
  readonly orders: number
}

const options = { orders: { type: 'string', default: '1000' } } as const

/** What the command line asks for. */
export const readCommandLine = (words: readonly string[]): TrailsOptions => ({
  orders: wholeNumber('--orders', parseWords(words, { options }, usage).values.orders, 1, 99_999),
})
