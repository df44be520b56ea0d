import { isServiceName, type PortName } from './names.ts'
import { numbersByName, stackNamed } from './option-values.ts'
import type { StackOptions } from './options.ts'
import { parseWords } from './words.ts'

export const usage = `Runs the whole shop on this machine, without Docker, until Ctrl-C.

  npm start -- [options]

  --stack <name>            which stack: two with different names run side by side (default)
  --no-services             only what the services stand on: Kafka, registry, databases, bank, carrier, mail
  --instances <service=n>   several instances of a service; may be repeated
  --port <process=port>     a fixed port: kafka, registry, smtp, relay, order …; may be repeated
  --bench                   room and the full compiler for Kafka, room for Postgres; no storefront
  --help

Addresses, pids and passwords are in .local/stacks/<name>/stack.json, logs beside it.`

const options = {
  stack: { type: 'string' },
  'no-services': { type: 'boolean' },
  instances: { type: 'string', multiple: true },
  port: { type: 'string', multiple: true },
  bench: { type: 'boolean' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): StackOptions {
  const { values } = parseWords(words, { options }, usage)
  return {
    ...(values.stack !== undefined && { name: stackNamed(values.stack) }),
    ...(values['no-services'] && { services: [] }),
    instances: numbersByName(values.instances, isServiceName),
    ports: numbersByName(values.port, (_name): _name is PortName => true),
    storefront: !values['no-services'] && !values.bench,
    bench: values.bench ?? false,
  }
}
