import { Problem, parseWords } from '@saga-shop/local'

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
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): BenchOptions | 'help' {
  const { help, clients, rate, seconds } = parseWords(words, { options }, usage).values
  if (help) return 'help'
  return {
    clients: number('--clients', clients),
    rate: number('--rate', rate),
    seconds: number('--seconds', seconds),
  }
}

function number(option: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1)
    throw new Problem(`${option} ${text}: a whole number from 1 to 99999.`)
  return Number(text)
}
