import { type Whereabouts, whereabouts } from '@saga-shop/compose'
import { Problem, parseWords } from '@saga-shop/local'

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

/** What was asked makes no sense. */
export class Misunderstood extends Problem {}

const options = {
  stack: { type: 'string' },
  on: { type: 'string' },
  overdue: { type: 'boolean' },
  order: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Question | 'help' {
  const { values } = parseWords(words, { options }, usage, Misunderstood)
  if (values.help) return 'help'
  const { overdue = false, order, json = false } = values
  if (order !== undefined && !uuid.test(order))
    throw new Misunderstood(`--order ${order}: the id of an order is a UUID.`)
  return { where: whereabouts(values, Misunderstood), overdueOnly: overdue, order, json }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
