import { parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Sends a shop more orders than it can take, and says what it does about it.

  npm run overload -- [options]

  --factor <n>       how many times what the shop can take (5)
  --seconds <n>      for how long (20)
  --orders <n>       orders to find out what it can take (300)
  --under-way <n>    orders under way at the most, ORDERS_UNDER_WAY of the basket service (500)
  --causes <n>       causes per transaction of the order service, which makes it slow enough for a small machine to overload (2)
  --help

Exit code: 0 every request was answered, every refusal says when to come back, and every order that was taken is
delivered; 1 otherwise; 64 the command line makes no sense.
Progress goes to stderr, one JSON object to stdout.`

export interface OverloadOptions {
  readonly factor: number
  readonly seconds: number
  readonly orders: number
  readonly underWay: number
  readonly causes: number
}

const options = {
  factor: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '20' },
  orders: { type: 'string', default: '300' },
  'under-way': { type: 'string', default: '500' },
  causes: { type: 'string', default: '2' },
} as const

const most = 999_999

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): OverloadOptions {
  const { factor, seconds, orders, causes, 'under-way': underWay } = parseWords(words, { options }, usage).values
  return {
    factor: wholeNumber('--factor', factor, 1, most),
    seconds: wholeNumber('--seconds', seconds, 1, most),
    orders: wholeNumber('--orders', orders, 1, most),
    underWay: wholeNumber('--under-way', underWay, 1, most),
    causes: wholeNumber('--causes', causes, 1, most),
  }
}
