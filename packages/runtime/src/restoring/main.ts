import { parseArgs } from 'node:util'
import { type Service, services } from '@saga-shop/contracts'
import { openLog } from '../log.ts'
import { accessSettings, readSettings } from '../settings.ts'
import { NotNow, restored } from './restored.ts'

const usage = `Tells a service's database, restored from a backup, what the backup cannot know. Stop the service first.

  npm run restored -- <service> [--dry-run] [--stack <name or folder>]
  node packages/runtime/src/restoring/main.ts <service> [--dry-run]     elsewhere, with the settings of the service

  - what the service announced since is put back into its outbox, so that nothing is announced twice
  - up to where each topic ends now, events count as heard before: no letter leaves, no card is charged on their behalf
    before the past is known again, and then only after asking
  - outside calls that the backup owed count as made: they are asked for, never made blind

Then: npm run relay:rebuild, and start the service. Once more does no harm.
Exit code: 0 done, 1 not done, 64 a mistake in the command line.`

const [words, dryRun] = read()
const [service] = words
if (service === 'help') say(usage)
else if (isService(service)) await run(service)
else {
  say(`Which service? ${services.join(', ')}\n\n${usage}`)
  process.exitCode = 64
}

async function run(service: Service) {
  const settings = readSettings(accessSettings)
  const log = openLog(service, { instance: 'restored', level: 'error' })
  try {
    const { records, announced, calls } = await restored({ service, settings, log, dryRun })
    const told = [
      `${announced} of its own announcements ${dryRun ? 'would be' : 'were'} put back into its outbox`,
      `${records} records ${dryRun ? 'would count' : 'count'} as heard before`,
      `${calls} outside calls are to be asked for before they are made`,
    ]
    say(`${service}: ${told.join('; ')}.`)
  } catch (error) {
    if (!(error instanceof NotNow)) throw error
    process.stderr.write(`✗ ${error.message}\n`)
    process.exitCode = 1
  }
}

function read(): [words: string[], dryRun: boolean] {
  try {
    const options = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    return [values.help ? ['help'] : positionals, values['dry-run'] ?? false]
  } catch (error) {
    return [[error instanceof Error ? error.message : String(error)], false]
  }
}

function isService(name: string | undefined): name is Service {
  return services.some((service) => service === name)
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
