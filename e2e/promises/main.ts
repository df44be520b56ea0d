import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { observedIn } from './observed.ts'
import { pageOf } from './page.ts'

const usage = `usage: npm run promises -- [--run <folder>] [--help]

Writes docs/promises.md: what is promised, what keeps it, what attacks it, and what was observed in the last run of
npm run faults, or in the run that is kept in the folder given.`

const page = join(import.meta.dirname, '../../docs/promises.md')

function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { run: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) return say(usage)
  const observed = observedIn(values.run)
  if (!observed) return complain('there is no run of faults to tell of: npm run faults -- --faults 30')
  writeFileSync(page, pageOf(observed))
  return say(`docs/promises.md tells of ${observed.faults} faults, seed ${observed.seed}`)
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
  return 0
}

function complain(line: string) {
  process.stderr.write(`✗ ${line}\n`)
  return 64
}

try {
  process.exitCode = run(process.argv.slice(2))
} catch (error) {
  process.exitCode = complain(`${error instanceof Error ? error.message : error}\n\n${usage}`)
}
