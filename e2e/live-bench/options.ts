import { parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Lets many watch what happens, and says what that costs and how late they hear of it.

  npm run bench:live -- [options]

  --clients <n>      who watch everything (1000)
  --rate <n>         events in a second (200)
  --seconds <n>      for how long (20)
  --help

Exit code: 0 every client heard every event once, and none was dropped; 1 otherwise; 64 the command line makes no sense. Progress goes to stderr, one JSON object to stdout.`

export interface BenchOptions {
  readonly clients: number
  readonly rate: number
  readonly seconds: number
}

const options = {
  clients: { type: 'string', default: '1000' },
  rate: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '20' },
} as const

const most = 99_999

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): BenchOptions {
  const { clients, rate, seconds } = parseWords(words, { options }, usage).values
  return {
    clients: wholeNumber('--clients', clients, 1, most),
    rate: wholeNumber('--rate', rate, 1, most),
    seconds: wholeNumber('--seconds', seconds, 1, most),
  }
}
