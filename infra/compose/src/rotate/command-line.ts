import { Misunderstood, parseWords } from '@saga-shop/local'
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

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Rotation {
  const { positionals } = parseWords(words, { allowPositionals: true }, usage)
  const [what, ...names] = positionals
  if (what === 'passwords') return { what, services: names.length > 0 ? names.map(serviceOf) : serviceNames }
  if (what === 'certificates') return { what, names }
  throw new Misunderstood(`passwords or certificates?\n\n${usage}`)
}

function serviceOf(name: string): ServiceName {
  if (isServiceName(name)) return name
  throw new Misunderstood(`There is no service ${name}: ${serviceNames.join(', ')}.`)
}
