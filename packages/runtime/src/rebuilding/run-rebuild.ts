import { parseArgs } from 'node:util'
import { openLog } from '../log.ts'
import type { ServiceSettings } from '../settings.ts'
import { type Differences, isSame } from './compare.ts'
import { rebuild } from './rebuild.ts'
import type { View } from './view.ts'

export interface RebuildCommand {
  readonly name: string
  /** Read when they are needed: not to say what there is. */
  readonly settings: () => Promise<ServiceSettings>
  readonly views: readonly View[]
}

const usage = ({
  name,
  views,
}: RebuildCommand) => `Makes a view of ${name} anew from the first offset of its topics, while ${name} goes on.

  npm run rebuild -- ${name} <view> [--dry-run] [--stack <name or folder>]

  views       ${views.map(({ name }) => name).join(', ') || 'none: what it keeps is more than its topics say'}
  --dry-run   makes it beside the live one and compares the two, and changes nothing

Nobody gets a letter and no card is charged by this: a view has nothing to announce with or to call anybody.
Exit code: 0 done, or the same; 1 the dry run found differences; 64 a mistake in the command line.`

/** The command line of a rebuild. */
export async function runRebuild(command: RebuildCommand): Promise<void> {
  const { wanted, dryRun, help } = read(process.argv.slice(2))
  const view = command.views.find(({ name }) => name === wanted)
  if (view) return tell(await run(command, view, dryRun), view, dryRun)
  say(usage(command))
  if (!help) process.exitCode = 64
}

function read(words: string[]) {
  try {
    const options = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    return {
      wanted: values.help ? undefined : positionals.at(-1),
      dryRun: values['dry-run'] ?? false,
      help: values.help,
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return { wanted: undefined, dryRun: false, help: false }
  }
}

async function run({ name, settings }: RebuildCommand, view: View, dryRun: boolean) {
  let told = 0
  return rebuild({
    service: name,
    view,
    settings: await settings(),
    dryRun,
    log: openLog(name, { instance: 'rebuild', level: 'error' }),
    progress: (heard, of) => {
      if (heard < of && performance.now() - told < 1_000) return
      told = performance.now()
      say(`  ${heard.toLocaleString('en')} of ${of.toLocaleString('en')} records`)
    },
  })
}

function tell(found: Differences, { name }: View, dryRun: boolean) {
  const { same, missing, extra, changed } = found
  say(`${name}: ${same} rows are the same`)
  for (const [what, keys] of Object.entries({ missing, 'not in the log': extra, different: changed }))
    if (keys.length > 0) say(`  ${keys.length} ${what}: ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}`)
  if (isSame(found)) return
  say(dryRun ? 'nothing was changed' : 'the live view is now what its topics say')
  if (dryRun) process.exitCode = 1
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
