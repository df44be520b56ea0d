import { parseArgs } from 'node:util'

export const usage = `Makes the replication slot of a source anew, after it was lost or its database was restored, and announces again
exactly what its topics miss. The relay must not run on that source; it goes on by itself afterwards.
After a restore from a backup: npm run restored -- <source> first.

  npm run relay:rebuild -- <source>… | --all [options]

  --dry-run          compares outbox and topics, and changes nothing
  --stack <name>     of a shop that npm start runs, by name or folder (default, unless KAFKA_BROKERS is set)
  --help

Settings are those of the relay, and RELAY_<SOURCE>_OWNER_DATABASE_URL for each source.
Exit code: 0 done, or nothing to do; 1 the dry run found something, or it could not be done; 64 wrong usage.
`

/** What was asked for. */
export interface Order {
  /** Empty: all. */
  readonly sources: readonly string[]
  readonly dryRun: boolean
}

export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

const options = {
  all: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** Reads the command line; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Order | 'help' {
  const { values, positionals } = parsed(words)
  if (values.help) return 'help'
  if (values.all === positionals.length > 0) throw new WrongUsage('name the sources, or say --all')
  return { sources: positionals, dryRun: values['dry-run'] }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}
