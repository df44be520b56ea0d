import { type Whereabouts, whereabouts } from '@saga-shop/compose'
import { Problem, parseWords } from '@saga-shop/local'
import type { JudgeOptions } from './judge.ts'

export const usage = `Judges a running shop: reads every topic, database, ledger and letter, and checks its promises.

  npm run judge -- [options]

  --stack <name or folder>  which shop (default)
  --on <docker|local>       the one in containers, or one on this machine (local)
  --facts <file>            the one that this file describes
  --wait <seconds>          first wait until it has nothing left to do, at most this long (10)
  --allow-repeats           an event may stand on its topic twice: only note it
  --allow-parked            orders may wait for a person with their parked events: only note it
  --watch <seconds>         first watch every position for so long, while the shop works (0)
  --no-mail                 letters were not sent over SMTP: leave the mailbox out
  --json                    print the verdict as JSON
  --help

Exit code: 0 satisfied, 1 not satisfied, 2 the evidence could not be had.`

export interface Order extends JudgeOptions {
  readonly where: Whereabouts
  /** How long to watch positions before anything is judged, in seconds. */
  readonly watch: number
  readonly json: boolean
}

const options = {
  stack: { type: 'string' },
  on: { type: 'string' },
  facts: { type: 'string' },
  wait: { type: 'string' },
  'no-mail': { type: 'boolean' },
  'allow-repeats': { type: 'boolean' },
  'allow-parked': { type: 'boolean' },
  watch: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Order | 'help' {
  const { values } = parseWords(words, { options }, usage)
  if (values.help) return 'help'
  return {
    where: whereabouts(values),
    wait: secondsIn('wait', values.wait ?? '10'),
    watch: secondsIn('watch', values.watch ?? '0'),
    mail: !values['no-mail'],
    repeats: values['allow-repeats'] ?? false,
    parked: values['allow-parked'] ?? false,
    json: values.json ?? false,
  }
}

function secondsIn(option: string, text: string): number {
  if (/^\d{1,5}(\.\d+)?$/.test(text)) return Number(text)
  throw new Problem(`--${option} ${text}: a number of seconds was expected.`)
}
