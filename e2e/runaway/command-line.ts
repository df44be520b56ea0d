import { parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Shows what quotas are for: orders, alone and beside a service that hammers Kafka with all its rights.
Starts a shop of its own, and removes it.

  npm run runaway -- [options]

  --without-quotas  first take the quotas away, to see what they are for
  --orders <n>      orders in each part, ten per second (100)
  --json            print the figures as JSON
  --help

Exit code: 0 it was measured, 2 it could not be, 64 this was not understood.`

export interface Order {
  readonly quotas: boolean
  readonly count: number
  readonly json: boolean
}

const options = {
  'without-quotas': { type: 'boolean' },
  orders: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Order {
  const { values } = parseWords(words, { options }, usage)
  const { orders = '100', json = false } = values
  return { quotas: !values['without-quotas'], count: wholeNumber('--orders', orders, 1, 99_999), json }
}
