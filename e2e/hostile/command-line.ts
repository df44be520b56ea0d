import { Problem, parseWords, stackNamed } from '@saga-shop/local'

export const usage = `Treats a running shop badly, over HTTP and through Kafka, and says what it took amiss.

  npm run hostile -- [options]

  --requests <n>     requests to each service, and to each of those outside (1000)
  --payloads <n>     broken records for each consumer (10000)
  --seed <n>         decides which (1)
  --stack <name>     which stack: two with different names run side by side (hostile)
  --help

Requests are made from each service's own OpenAPI document, then spoiled. None may be answered with 5xx, otherwise than
documented, or not at all. Records are events with bytes, keys and headers changed. Each must be heard or parked.

Exit code: 0 nothing found, 1 something found, 64 the command line makes no sense.
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
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): HostileOptions | 'help' {
  const { help, stack, requests, payloads, seed } = parseWords(words, { options }, usage).values
  if (help) return 'help'
  return {
    name: stackNamed(stack),
    requests: number('--requests', requests),
    payloads: number('--payloads', payloads),
    seed: number('--seed', seed),
  }
}

function number(option: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new Problem(`${option} ${text}: a whole number up to 9999999.`)
  return Number(text)
}
