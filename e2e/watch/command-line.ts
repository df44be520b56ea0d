import { Problem, parseWords, stackFolder } from '@saga-shop/local'

export const usage = `Draws events in the terminal as they happen; of one order, its timeline.

  npm run watch                     every event of every order, until Ctrl-C
  npm run watch -- <orderId>        one order, until it has ended

  --hops                    with a line for each hop
  --once                    what is known now, and no waiting
  --stack <name or folder>  which shop (default)
  --help

Exit code: 0 it has ended, or was shown; 1 there is no such order; 2 the shop could not be asked; 64 this was not understood.`

/** What the command line asks for makes no sense. */
export class Misunderstood extends Problem {}

export interface WatchOptions {
  readonly order: string | undefined
  readonly hops: boolean
  readonly once: boolean
  readonly folder: string
}

const options = {
  hops: { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  stack: { type: 'string' },
  help: { type: 'boolean' },
} as const

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What shall be watched; `help` when it asks what there is to ask for. */
export function readCommandLine(words: readonly string[]): WatchOptions | 'help' {
  const { values, positionals } = parseWords(words, { options, allowPositionals: true }, usage, Misunderstood)
  if (values.help) return 'help'
  const [order, ...more] = positionals
  if (more.length > 0) throw new Misunderstood(`${more.join(' ')}: one order at a time.`)
  if (order !== undefined && !uuid.test(order)) throw new Misunderstood(`${order}: an order's id is a whole UUID.`)
  const { hops, once, stack } = values
  return { order: order?.toLowerCase(), hops, once, folder: stack?.includes('/') ? stack : stackFolder(stack) }
}
