import { Problem, parseWords, stackNamed } from '@saga-shop/local'

export const usage = `Starts the whole shop on this machine, places orders, and shows what becomes of them.

  npm run demo -- [options]

  --orders <n>     how many orders (60)
  --no-orders      just start the shop
  --exit           end when every order has ended; code 0 only if all did and the judge is satisfied
  --stack <name>   which stack: two with different names run side by side (default)
  --help

Without --exit the shop stays up until Ctrl-C, which stops everything.`

/** What the demo shall do. */
export interface DemoOptions {
  readonly orders: number
  readonly exit: boolean
  readonly name: string
}

const options = {
  orders: { type: 'string', default: '60' },
  'no-orders': { type: 'boolean', default: false },
  exit: { type: 'boolean', default: false },
  stack: { type: 'string', default: 'default' },
  help: { type: 'boolean', default: false },
} as const

/** What the command line asks for; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): DemoOptions | 'help' {
  const { help, exit, stack, ...values } = parseWords(words, { options }, usage).values
  if (help) return 'help'
  if (!/^[1-9]\d{0,4}$/.test(values.orders)) throw new Problem(`--orders ${values.orders}: a number from 1 to 99999.`)
  return { orders: values['no-orders'] ? 0 : Number(values.orders), exit, name: stackNamed(stack) }
}
