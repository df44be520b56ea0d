import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumPath, installChromium } from './chromium.ts'
import { runOnDocker } from './compose-stage.ts'
import { add, nothingYet, summary, type Tally } from './tally.ts'
import { runSuite, runSuites } from './vitest-run.ts'

process.chdir(join(import.meta.dirname, '../..'))

const stages: Record<string, (filters: readonly string[]) => Promise<Tally>> = {
  lint: async () => add(tool('biome', 'ci', '--colors=off'), tool('oxlint', '--type-aware')),
  types: async () => add(tool('tsc', '-p', '.'), tool('tsc', '-p', 'services/storefront/web')),
  unit: (filters) => runSuite('unit', filters),
  integration: (filters) => runSuite('integration*', filters),
  e2e: (filters) => runSuites(['e2e', 'shops'], filters),
  browser: async (filters) => (chromiumPath() || installChromium(say) ? runSuite('browser', filters) : noBrowser),
  compose: (filters) => runOnDocker('compose', filters),
  cluster: (filters) => runOnDocker('cluster', filters),
  secure: (filters) => runOnDocker('secure', filters),
  debezium: (filters) => runOnDocker('debezium', filters, 'compose.debezium.yaml'),
}

/** What runs only when it is asked for, and why. */
const onRequest: Record<string, string> = {
  cluster: 'three brokers and two of each service, in containers: 5 GB, and minutes',
  debezium: 'the core stories with Debezium in the place of our relay, in containers: minutes',
  secure: 'TLS everywhere, in containers, and everything rotated under load: minutes',
}

const noBrowser: Tally = {
  ...nothingYet,
  skipped: ['all that needs a browser: there is no Chromium here; apt-get install chromium, or install Google Chrome'],
}

const usage = `usage: npm test -- [--only ${Object.keys(stages).join(',')}] [files or folders]\n`
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, help: { type: 'boolean' } },
  allowPositionals: true,
})
const chosen = values.only?.split(',') ?? Object.keys(stages).filter((stage) => !(stage in onRequest))
if (values.help || !chosen.every((stage) => stage in stages)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 64)
}

let all = nothingYet
for (const stage of chosen) all = add(all, await inStage(stage))
if (!values.only)
  for (const [stage, why] of Object.entries(onRequest)) say(`left out: ${why} (npm test -- --only ${stage})`)
for (const name of all.skipped) say(`skipped: ${name}`)
for (const name of all.failed) say(`failed: ${name}`)
say(summary(all))
process.exitCode = all.failed.length > 0 ? 1 : 0

/** Runs a stage between two lines that say so. */
async function inStage(stage: string): Promise<Tally> {
  say(`▶ ${stage}`)
  const begin = performance.now()
  const tally = (await stages[stage]?.(positionals)) ?? nothingYet
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
  say(`${tally.failed.length > 0 ? '✗' : '✓'} ${stage}: ${summary(tally)}, ${seconds} s`)
  return tally
}

/** A tool that is content or not, and says why not. */
function tool(command: string, ...args: readonly string[]): Tally {
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' })
  if (status === 0) return { passed: 1, failed: [], skipped: [] }
  process.stdout.write(`${stdout}${stderr}`)
  return { passed: 0, failed: [[command, ...args].join(' ')], skipped: [] }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
