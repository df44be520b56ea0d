import { runCommand, say, startStack, tell } from '@saga-shop/local'
import { type HostileOptions, readCommandLine, usage } from './command-line.ts'
import { beHostile } from './hostile.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ name, ...options }: HostileOptions) {
  const onStep = (step: { readonly name: string }) => tell(`${step.name} is up`)
  const stack = await startStack({ name, temporary: true, storefront: true, onStep })
  try {
    const outcome = await beHostile(stack, { ...options, tell })
    say(JSON.stringify({ seed: options.seed, ...outcome }, null, 2))
    tell(outcome.found.length === 0 ? '✓ nothing found' : `✗ ${outcome.found.length} found`)
    return outcome.found.length === 0 ? 0 : 1
  } finally {
    await stack.stop()
  }
}
