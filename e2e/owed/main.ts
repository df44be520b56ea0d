import { findShop } from '@saga-shop/compose'
import { runCommand, say } from '@saga-shop/local'
import { collect, exitCode } from './collect.ts'
import { type Question, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'

await runCommand({ usage, read: readCommandLine, run: answer })

async function answer({ where, json, ...question }: Question) {
  const told = await collect(await findShop(where), question)
  say(json ? JSON.stringify(told, null, 2) : describe(told))
  return exitCode(told)
}
