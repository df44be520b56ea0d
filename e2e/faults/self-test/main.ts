import { readCommandLine, type SelfTestOrder } from './command-line.ts'
import { writePage } from './page.ts'
import { selfTest } from './self-test.ts'
import { isAsExpected, lineOf, summaryOf } from './table.ts'

const order = readCommandLine(process.argv.slice(2))
if ('say' in order) {
  process.exitCode = order.code
  say(order.say)
} else if (order.list)
  say(order.bugs.map(({ name, why, breaks }) => `${name}\n  ${why}\n  breaks: ${breaks}`).join('\n'))
else await run(order)

async function run({ bugs, sound, write }: SelfTestOrder) {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const trials = await selfTest(bugs, {
    sound,
    stop: stop.signal,
    tell: (line) => process.stderr.write(`   ${line}\n`),
    tried: (trial) => say(lineOf(trial, sound)),
  })
  say(summaryOf(trials, sound))
  if (write) writePage(trials)
  const expected = trials.every((trial) => isAsExpected(trial, sound))
  process.exitCode = expected && trials.length === bugs.length ? 0 : 1
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
