import { runCommand, say, tell } from '@saga-shop/local'
import type { Bug } from './bug.ts'
import { readCommandLine, type SelfTestOrder, usage } from './command-line.ts'
import { writePage } from './page.ts'
import { selfTest } from './self-test.ts'
import { isAsExpected, lineOf, summaryOf } from './table.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ bugs, list, sound, write }: SelfTestOrder) {
  if (list) {
    say(bugs.map(({ name, why, breaks }) => `${name}\n  ${why}\n  breaks: ${breaks}`).join('\n'))
    return 0
  }
  const trials = await tryAll(bugs, sound)
  say(summaryOf(trials, sound))
  if (write) writePage(trials)
  const expected = trials.every((trial) => isAsExpected(trial, sound))
  return expected && trials.length === bugs.length ? 0 : 1
}

function tryAll(bugs: readonly Bug[], sound: boolean) {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return selfTest(bugs, {
    sound,
    stop: stop.signal,
    tell: (line) => tell(`   ${line}`),
    tried: (trial) => say(lineOf(trial, sound)),
  })
}
