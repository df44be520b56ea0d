import { parseArgs } from 'node:util'
import { killRelays } from './kills.ts'

const usage = `Kills the relay again and again with -9 while a shop of its own takes orders, and has the shop judged.

  npm run bench:relay-kills -- [options]

  --kills <n>   how often (20)
  --rate <n>    orders per second meanwhile, each of which is announced in 7 events (72: 500 events/s)
  --every <ms>  how long each relay lives (1500)
  --help

Prints what stood on the topics twice, and what happened twice to customers, goods or money, as JSON; progress on stderr.
Exit code: 0 nothing happened twice and every promise was kept, 1 otherwise, 64 wrong usage.
`

const options = {
  kills: { type: 'string', default: '20' },
  rate: { type: 'string', default: '72' },
  every: { type: 'string', default: '1500' },
  help: { type: 'boolean', default: false },
} as const

try {
  const { help, ...numbers } = parseArgs({ options }).values
  if (help) process.stdout.write(usage)
  else process.exitCode = await run(positive(numbers.kills), positive(numbers.rate), positive(numbers.every))
} catch (error) {
  if (!(error instanceof TypeError)) throw error // what parseArgs and we throw
  process.stderr.write(`${error.message}\n\n${usage}`)
  process.exitCode = 64
}

async function run(kills: number, rate: number, every: number): Promise<number> {
  const outcome = await killRelays({ kills, rate, every, progress: (line) => void process.stderr.write(`${line}\n`) })
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`)
  return outcome.effectsDoubled === 0 && outcome.satisfied ? 0 : 1
}

function positive(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new TypeError(`${text}: a number above 0 was expected`)
}
