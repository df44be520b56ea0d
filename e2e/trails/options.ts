import { Problem, parseWords } from '@saga-shop/local'

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

const options = {
  orders: { type: 'string', default: '1000' },
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): TrailsOptions | 'help' {
  const { help, orders } = parseWords(words, { options }, usage).values
  if (help) return 'help'
  if (!/^[1-9]\d{0,4}$/.test(orders)) throw new Problem(`--orders ${orders}: a whole number from 1 to 99999.`)
  return { orders: Number(orders) }
}
