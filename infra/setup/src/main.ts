import { armCrashPoint } from '@saga-shop/runtime/crash-point'
import { help, readSettings } from './config.ts'
import { setUp } from './setup.ts'

const say = (line: string) => console.log(line)

if (process.argv.includes('--help')) say(help)
else await main().catch(giveUp)

async function main() {
  const settings = readSettings()
  armCrashPoint(settings.CRASH_AT)
  const outcomes = await setUp(settings, say)
  for (const { done, differences, problems } of outcomes) {
    say(done)
    for (const difference of differences) say(`  note: ${difference}`)
    for (const problem of problems) fail(problem)
  }
}

function fail(problem: string) {
  console.error(`setup: ${problem}`)
  process.exitCode = 1
}

/** Ends at once: requests that are still being retried must not keep the job alive. */
function giveUp(error: unknown) {
  fail(error instanceof Error ? error.message : String(error))
  process.exit()
}
