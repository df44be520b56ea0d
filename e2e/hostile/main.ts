import { type Stack, startStack } from '@saga-shop/local'
import { type HostileOptions, readCommandLine, usage } from './command-line.ts'
import { beHostile } from './hostile.ts'

const tell = (line: string) => void process.stderr.write(`${line}\n`)

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await run(options)
} catch (error) {
  tell(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = 64
}

async function run({ name, ...options }: HostileOptions) {
  const stack = await startStack({
    name,
    temporary: true,
    storefront: true,
    onStep: ({ name }) => tell(`${name} is up`),
  })
  try {
    await attack(stack, options)
  } catch (error) {
    tell(`✗ ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  } finally {
    await stack.stop()
  }
}

async function attack(stack: Stack, options: Omit<HostileOptions, 'name'>) {
  const outcome = await beHostile(stack, { ...options, tell })
  process.stdout.write(`${JSON.stringify({ seed: options.seed, ...outcome }, null, 2)}\n`)
  tell(outcome.found.length === 0 ? '✓ nothing found' : `✗ ${outcome.found.length} found`)
  process.exitCode = outcome.found.length === 0 ? 0 : 1
}
