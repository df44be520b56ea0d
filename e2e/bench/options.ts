import { parseArgs } from 'node:util'
import { type ServiceName, serviceNames } from '@saga-shop/local'

export interface BenchOptions {
  readonly orders: number
  /** Orders per second in the open loop; half of the measured peak unless given. */
  readonly rate: number | undefined
  readonly seconds: number
  readonly instances: Partial<Record<ServiceName, number>>
  readonly mail: boolean
  /** So many records of a hundred are garbage in a third part; 0 leaves it out. */
  readonly poison: number
}

export const help = `Measures the shop on this machine: first as many orders as it takes, then a fixed rate.

  npm run bench -- [options]

  --orders N             orders in the first part (20000)
  --rate R               orders per second in the second part (half of the first part's figure)
  --seconds S            how long the second part lasts (20)
  --instances name=n     several instances of a service; may be repeated
  --poison P             a third part: how sound orders fare while P % of the traffic is garbage (0: left out)
  --mail                 send the letters by SMTP instead of handing them to a transport in the process
  --help

Progress goes to stderr, one JSON object to stdout.`

/** Reads the command line; throws with a sentence for whoever typed it. */
export function readOptions(args: string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string', default: '20000' },
      rate: { type: 'string' },
      seconds: { type: 'string', default: '20' },
      instances: { type: 'string', multiple: true, default: [] },
      mail: { type: 'boolean', default: false },
      poison: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  return {
    orders: positive('--orders', values.orders),
    rate: values.rate === undefined ? undefined : positive('--rate', values.rate),
    seconds: positive('--seconds', values.seconds),
    instances: Object.fromEntries(values.instances.map(instance)),
    mail: values.mail,
    poison: values.poison === '0' ? 0 : positive('--poison', values.poison),
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} must be a whole number of at least 1, not ${text}`)
  return value
}

function instance(text: string): [string, number] {
  const [name = '', count = ''] = text.split('=')
  if (!serviceNames.some((service) => service === name))
    throw new Error(`--instances ${text}: there is no service ${name}; there are ${serviceNames.join(', ')}`)
  return [name, positive(`--instances ${name}`, count)]
}
