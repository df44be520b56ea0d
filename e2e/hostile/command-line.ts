import { parseWords, stackNamed, wholeNumber } from '@saga-shop/local'

export const usage = `Treats a running shop badly, over HTTP and through Kafka, and says what it took amiss.

  npm run hostile -- [options]

  --requests <n>     requests to each service, and to each of those outside (1000)
  --payloads <n>     broken records for each consumer (10000)
  --seed <n>         decides which (1)
  --stack <name>     which stack: two with different names run side by side (hostile)
  --help

Requests are made from each service's own OpenAPI document, then spoiled. None may be answered with 5xx, otherwise than
documented, or not at all. Records are events with bytes, keys and headers changed. Each must be heard or parked.

Exit code: 0 nothing found, 1 something found, 2 it could not be tried, 64 the command line makes no sense.
Progress goes to stderr, one JSON object to stdout.`

export interface HostileOptions {
  readonly requests: number
  readonly payloads: number
  readonly seed: number
  readonly name: string
}

const options = {
  requests: { type: 'string', default: '1000' },
  payloads: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  stack: { type: 'string', default: 'hostile' },
} as const

const most = 9_999_999

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): HostileOptions {
  const { stack, requests, payloads, seed } = parseWords(words, { options }, usage).values
  return {
    name: stackNamed(stack),
    requests: wholeNumber('--requests', requests, 0, most),
    payloads: wholeNumber('--payloads', payloads, 0, most),
    seed: wholeNumber('--seed', seed, 0, most),
  }
}
