import { type Whereabouts, whereabouts, whereOptions } from '@saga-shop/compose'
import { numberOfSeconds, parseWords } from '@saga-shop/local'
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

Exit code: 0 satisfied, 1 not satisfied, 2 the evidence could not be had, 64 this was not understood.`

export interface Order extends JudgeOptions {
  readonly where: Whereabouts
  /** How long to watch positions before anything is judged, in seconds. */
  readonly watch: number
  readonly json: boolean
}

const options = {
  ...whereOptions,
  facts: { type: 'string' },
  wait: { type: 'string' },
  'no-mail': { type: 'boolean' },
  'allow-repeats': { type: 'boolean' },
  'allow-parked': { type: 'boolean' },
  watch: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Order {
  const { values } = parseWords(words, { options }, usage)
  return {
    where: whereabouts(values),
    wait: numberOfSeconds('--wait', values.wait ?? '10'),
    watch: numberOfSeconds('--watch', values.watch ?? '0'),
    mail: !values['no-mail'],
    repeats: values['allow-repeats'] ?? false,
    parked: values['allow-parked'] ?? false,
    json: values.json ?? false,
  }
}
