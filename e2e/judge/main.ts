import { readStack } from '@saga-shop/local'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'
import { judge } from './judge.ts'

try {
  const order = readCommandLine(process.argv.slice(2))
  if (order === 'help') say(usage)
  else await run(order)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}

async function run({ folder, json, ...options }: Order) {
  const verdict = await judge(readStack(folder), options)
  say(json ? JSON.stringify(verdict, null, 2) : describe(verdict))
  process.exitCode = verdict.satisfied ? 0 : 1
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
