import { type Whereabouts, whereabouts, whereOptions } from '@saga-shop/compose'
import { parseWords } from '@saga-shop/local'

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

const options = { ...whereOptions, json: { type: 'boolean' } } as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Order {
  const { values } = parseWords(words, { options }, usage)
  return { where: whereabouts(values), json: values.json ?? false }
}
