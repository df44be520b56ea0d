import { help, readSettings } from './config.ts'
import { setUp } from './setup.ts'
import { reasonOf } from './wait.ts'

const say = (line: string) => console.log(line)

if (process.argv.includes('--help')) say(help)
else await main().catch(fail)

async function main() {
  const outcomes = await setUp(readSettings(), say)
  for (const { done, differences, problems } of outcomes) {
    say(done)
    for (const difference of differences) say(`  note: ${difference}`)
    for (const problem of problems) fail(new Error(problem))
  }
}

function fail(error: unknown) {
  console.error(`setup: ${reasonOf(error)}`)
  process.exitCode = 1
}
