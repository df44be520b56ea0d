import { numbersByName, parseWords, wholeNumber } from '@saga-shop/local'
import { isServiceName, type ServiceName } from '@saga-shop/local/names'

export interface BenchOptions {
  readonly orders: number
  /** Orders per second in the open loop; half of the measured peak unless given. */
  readonly rate: number | undefined
  readonly seconds: number
  readonly instances: Partial<Record<ServiceName, number>>
  readonly mail: boolean
  /** So many records of a hundred are garbage in a third part; 0 leaves it out. */
  readonly poison: number
}

export const usage = `Measures the shop on this machine: first as many orders as it takes, then a fixed rate.

  npm run bench -- [options]

  --orders N             orders in the first part (20000), after half as many, at most 10000, that warm up
  --rate R               orders per second in the second part (half of the first part's figure)
  --seconds S            how long the second part lasts (20)
  --instances name=n     several instances of a service; may be repeated
  --poison P             a third part: how sound orders fare while P % of the traffic is garbage (0: left out)
  --mail                 send the letters by SMTP instead of handing them to a transport in the process
  --help

Progress goes to stderr, one JSON object to stdout.`

const options = {
  orders: { type: 'string', default: '20000' },
  rate: { type: 'string' },
  seconds: { type: 'string', default: '20' },
  instances: { type: 'string', multiple: true },
  mail: { type: 'boolean', default: false },
  poison: { type: 'string', default: '0' },
} as const

const most = 9_999_999

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): BenchOptions {
  const { mail, ...values } = parseWords(words, { options }, usage).values
  return {
    orders: wholeNumber('--orders', values.orders, 1, most),
    rate: values.rate === undefined ? undefined : wholeNumber('--rate', values.rate, 1, most),
    seconds: wholeNumber('--seconds', values.seconds, 1, most),
    instances: numbersByName(values.instances, isServiceName),
    mail,
    poison: wholeNumber('--poison', values.poison, 0, 100),
  }
}
