import { type Whereabouts, whereabouts } from '@saga-shop/compose'
import { Problem, parseWords } from '@saga-shop/local'

export const usage = `Tries on a running shop's Kafka what every user may and may not do, and changes nothing by it.

  npm run permissions -- [options]

  --stack <name or folder>  which shop (default)
  --on <docker|local>       the one in containers, or one on this machine (local)
  --json                    print every attempt as JSON
  --help

Exit code: 0 every attempt went as docs/permissions.md says, 1 one did not, 2 Kafka could not be asked, 64 this was not understood.`

export interface Order {
  readonly where: Whereabouts
  readonly json: boolean
}

/** What was asked makes no sense. */
export class Misunderstood extends Problem {}

const options = {
  stack: { type: 'string' },
  on: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Order | 'help' {
  const { values } = parseWords(words, { options }, usage, Misunderstood)
  if (values.help) return 'help'
  return { where: whereabouts(values, Misunderstood), json: values.json ?? false }
}
