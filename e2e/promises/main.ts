import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, parseWords, runCommand, say } from '@saga-shop/local'
import { observedIn } from './observed.ts'
import { pageOf } from './page.ts'

const usage = `usage: npm run promises -- [--run <folder>] [--help]

Writes docs/promises.md: what is promised, what keeps it, what attacks it, and what was observed in the last run of
npm run faults, or in the run that is kept in the folder given.`

const options = { run: { type: 'string' } } as const

await runCommand({ usage, read: (words) => parseWords(words, { options }, usage).values.run, run })

async function run(folder: string | undefined) {
  const observed = observedIn(folder)
  if (!observed) throw new Problem('there is no run of faults to tell of: npm run faults -- --faults 30')
  writeFileSync(join(import.meta.dirname, '../../docs/promises.md'), pageOf(observed))
  say(`docs/promises.md tells of ${observed.faults} faults, seed ${observed.seed}`)
  return 0
}
