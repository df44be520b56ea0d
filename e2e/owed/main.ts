import { findShop } from '@saga-shop/compose'
import { collect, exitCode } from './collect.ts'
import { Misunderstood, type Question, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'

try {
  const question = readCommandLine(process.argv.slice(2))
  if (question === 'help') say(usage)
  else await answer(question)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof Misunderstood ? 64 : 2
}

async function answer({ where, json, ...question }: Question) {
  const told = await collect(await findShop(where), question)
  say(json ? JSON.stringify(told, null, 2) : describe(told))
  process.exitCode = exitCode(told)
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
