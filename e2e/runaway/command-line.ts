import { Problem, parseWords } from '@saga-shop/local'

export const usage = `Shows what quotas are for: orders, alone and beside a service that hammers Kafka with all its rights.
Starts a shop of its own, and removes it.

  npm run runaway -- [options]

  --without-quotas  first take the quotas away, to see what they are for
  --orders <n>      orders in each part, ten per second (100)
  --json            print the figures as JSON
  --help

Exit code: 0 it was measured, 64 this was not understood.`

export interface Order {
  readonly quotas: boolean
  readonly count: number
  readonly json: boolean
}

/** What was asked makes no sense. */
export class Misunderstood extends Problem {}

const options = {
  'without-quotas': { type: 'boolean' },
  orders: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Order | 'help' {
  const { values } = parseWords(words, { options }, usage, Misunderstood)
  if (values.help) return 'help'
  const { orders = '100', json = false } = values
  if (!/^[1-9]\d{0,4}$/.test(orders)) throw new Misunderstood(`--orders ${orders}: a whole number was expected.`)
  return { quotas: !values['without-quotas'], count: Number(orders), json }
}
