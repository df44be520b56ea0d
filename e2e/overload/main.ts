import { runCommand, say, tell } from '@saga-shop/local'
import { type OverloadOptions, readCommandLine, usage } from './options.ts'
import { found, overload } from './overload.ts'

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run(options: OverloadOptions) {
  const overloaded = await overload(options, tell)
  say(JSON.stringify(overloaded, null, 2))
  const wrong = found(overloaded)
  for (const sentence of wrong) tell(`✗ ${sentence}`)
  return wrong.length > 0 ? 1 : 0
}
