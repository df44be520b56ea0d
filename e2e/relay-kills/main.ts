import { parseWords, runCommand, say, tell, wholeNumber } from '@saga-shop/local'
import { killRelays } from './kills.ts'

const usage = `Kills the relay again and again with -9 while a shop of its own takes orders, and has the shop judged.

  npm run bench:relay-kills -- [options]

  --kills <n>   how often (20)
  --rate <n>    orders per second meanwhile, each of which is announced in 7 events (72: 500 events/s)
  --every <ms>  how long each relay lives (1500)
  --help

Prints what stood on the topics twice, and what happened twice to customers, goods or money, as JSON; progress on stderr.
Exit code: 0 nothing happened twice and every promise was kept, 1 otherwise, 64 wrong usage.`

const options = {
  kills: { type: 'string', default: '20' },
  rate: { type: 'string', default: '72' },
  every: { type: 'string', default: '1500' },
} as const

const most = 999_999

await runCommand({ usage, read, run, failed: 1 })

function read(words: readonly string[]) {
  const { kills, rate, every } = parseWords(words, { options }, usage).values
  return {
    kills: wholeNumber('--kills', kills, 1, most),
    rate: wholeNumber('--rate', rate, 1, most),
    every: wholeNumber('--every', every, 1, most),
  }
}

async function run(kills: ReturnType<typeof read>) {
  const outcome = await killRelays({ ...kills, progress: tell })
  say(JSON.stringify(outcome, null, 2))
  return outcome.effectsDoubled === 0 && outcome.satisfied ? 0 : 1
}
