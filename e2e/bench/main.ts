import { runCommand, say } from '@saga-shop/local'
import { bench } from './bench.ts'
import { type BenchOptions, readCommandLine, usage } from './options.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run(options: BenchOptions) {
  say(JSON.stringify(await bench(options), null, 2))
  return 0
}
