import { type Whereabouts, whereabouts, whereOptions } from '@saga-shop/compose'
import { orderId, parseWords } from '@saga-shop/local'

export const usage = `Which order is stuck, who owes it what, and since when: asks every service of a running shop.

  npm run owed -- [options]

  --stack <name or folder>  which shop (default)
  --on <docker|local>       the one in containers, or one on this machine (local)
  --overdue                 only what is overdue
  --order <id>              only what concerns this order
  --json                    print it as JSON
  --help

Exit code: 0 nothing is overdue, 1 something is, 2 a service could not be asked, 64 this was not understood.`

export interface Question {
  readonly where: Whereabouts
  readonly overdueOnly: boolean
  readonly order: string | undefined
  readonly json: boolean
}

const options = {
  ...whereOptions,
  overdue: { type: 'boolean' },
  order: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Question {
  const { values } = parseWords(words, { options }, usage)
  const { overdue = false, order, json = false } = values
  return { where: whereabouts(values), overdueOnly: overdue, order: order && orderId(order), json }
}
