import { type OverloadOptions, readCommandLine, usage } from './options.ts'
import { found, overload } from './overload.ts'

const tell = (line: string) => void process.stderr.write(`${line}\n`)
const failed = (code: number) => (error: unknown) => {
  tell(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = code
}

async function run(options: OverloadOptions) {
  const overloaded = await overload(options, tell)
  process.stdout.write(`${JSON.stringify(overloaded, null, 2)}\n`)
  const wrong = found(overloaded)
  for (const sentence of wrong) tell(`✗ ${sentence}`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await run(options).catch(failed(1))
} catch (error) {
  failed(64)(error)
}
