import { findShop } from '@saga-shop/compose'
import { runCommand, say } from '@saga-shop/local'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'
import { surprises, tryPermissions } from './try-permissions.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ where, json }: Order) {
  const tried = await tryPermissions((await findShop(where)).kafka)
  say(json ? JSON.stringify(tried, null, 2) : describe(tried))
  return surprises(tried).length === 0 ? 0 : 1
}
