import { Problem, parseWords } from '@saga-shop/local'
import { isServiceName, type ServiceName, serviceNames } from '@saga-shop/local/names'

export const usage = `Changes passwords and certificates of the shop that runs in containers, while it runs. No order fails meanwhile.

  npm run rotate -- passwords [service …]       new passwords for Kafka and Postgres: of these services, or of all
  npm run rotate -- certificates [name …]       new certificates for these processes, or for all (compose.secure.yaml)
  npm run rotate -- --help

COMPOSE_FILE and COMPOSE_PROJECT_NAME say which shop, as for docker compose.

Exit code: 0 everybody has the new ones, 1 somebody does not, 64 this was not understood.`

/** What to change, and whose. */
export type Rotation =
  | { readonly what: 'passwords'; readonly services: readonly ServiceName[] }
  | { readonly what: 'certificates'; readonly names: readonly string[] }

/** What was asked makes no sense. */
export class Misunderstood extends Problem {}

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): Rotation | 'help' {
  const options = { help: { type: 'boolean' } } as const
  const { values, positionals } = parseWords(words, { options, allowPositionals: true }, usage, Misunderstood)
  const [what, ...names] = positionals
  if (values.help) return 'help'
  if (what === 'passwords') return { what, services: names.length > 0 ? names.map(serviceOf) : serviceNames }
  if (what === 'certificates') return { what, names }
  throw new Misunderstood(`passwords or certificates? \n\n${usage}`)
}

function serviceOf(name: string): ServiceName {
  if (isServiceName(name)) return name
  throw new Misunderstood(`There is no service ${name}: ${serviceNames.join(', ')}.`)
}
