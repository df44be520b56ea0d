import { type PortName, type ServiceName, serviceNames } from './names.ts'
import type { StackOptions } from './options.ts'
import { Problem } from './problem.ts'
import { parseWords, stackNamed } from './words.ts'

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
  help: { type: 'boolean' },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): StackOptions | 'help' {
  const { values } = parseWords(words, { options }, usage)
  if (values.help) return 'help'
  return {
    ...(values.stack !== undefined && { name: stackNamed(values.stack) }),
    ...(values['no-services'] && { services: [] }),
    instances: numbers(values.instances, (name): name is ServiceName =>
      serviceNames.some((service) => service === name),
    ),
    ports: numbers(values.port, (_name): _name is PortName => true),
    storefront: !values['no-services'] && !values.bench,
    bench: values.bench ?? false,
  }
}

/** `order=2 email=3` as numbers by name. */
function numbers<Name extends string>(
  pairs: readonly string[] = [],
  knows: (name: string) => name is Name,
): Partial<Record<Name, number>> {
  const known: Partial<Record<Name, number>> = {}
  for (const pair of pairs) {
    const [name = '', value = ''] = pair.split('=')
    if (!knows(name) || !/^[1-9]\d{0,4}$/.test(value))
      throw new Problem(`${pair}: expected a name and a number, as in order=2.`)
    known[name] = Number(value)
  }
  return known
}
