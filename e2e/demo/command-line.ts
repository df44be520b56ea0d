import { Misunderstood, parseWords, stackNamed, wholeNumber } from '@saga-shop/local'

export const usage = `Starts the whole shop, places orders, and shows what becomes of them.

  npm run demo -- [options]

  --orders <n>     how many orders (60)
  --no-orders      just start the shop
  --exit           end when every order has ended; code 0 only if all did and the judge is satisfied
  --on <where>     docker: in containers; local: as processes of this machine (what there is, local if both)
  --facts <file>   a shop that runs already, as this file describes it
  --stack <name>   which stack: two with different names run side by side (default)
  --help

Without --exit the shop stays up until Ctrl-C, which stops everything.`

/** What the demo shall do. */
export interface DemoOptions {
  readonly orders: number
  readonly exit: boolean
  readonly name: string
  /** Where; undefined: where it can. */
  readonly on: 'docker' | 'local' | undefined
  readonly facts: string | undefined
}

const options = {
  orders: { type: 'string', default: '60' },
  'no-orders': { type: 'boolean', default: false },
  exit: { type: 'boolean', default: false },
  stack: { type: 'string', default: 'default' },
  on: { type: 'string' },
  facts: { type: 'string' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): DemoOptions {
  const { exit, stack, on, facts, ...values } = parseWords(words, { options }, usage).values
  const orders = wholeNumber('--orders', values.orders, 1, 99_999)
  if (on !== undefined && on !== 'docker' && on !== 'local') throw new Misunderstood(`--on ${on}: docker or local.`)
  return { orders: values['no-orders'] ? 0 : orders, exit, name: stackNamed(stack), on, facts }
}
