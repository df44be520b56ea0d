import { findShop } from '@saga-shop/compose'
import { Misunderstood, type Order, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'
import { surprises, tryPermissions } from './try-permissions.ts'

try {
  const order = readCommandLine(process.argv.slice(2))
  if (order === 'help') say(usage)
  else await run(order)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof Misunderstood ? 64 : 2
}

async function run({ where, json }: Order) {
  const tried = await tryPermissions((await findShop(where)).kafka)
  say(json ? JSON.stringify(tried, null, 2) : describe(tried))
  process.exitCode = surprises(tried).length === 0 ? 0 : 1
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
