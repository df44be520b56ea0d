import { folderOfStack, Misunderstood, orderId, parseWords } from '@saga-shop/local'

export const usage = `Draws events in the terminal as they happen; of one order, its timeline.

  npm run watch                     every event of every order, until Ctrl-C
  npm run watch -- <orderId>        one order, until it has ended

  --hops                    with a line for each hop
  --once                    what is known now, and no waiting
  --stack <name or folder>  which shop (default)
  --help

Exit code: 0 it has ended, or was shown; 1 there is no such order; 2 the shop could not be asked; 64 this was not understood.`

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
} as const

/** What shall be watched. */
export function readCommandLine(words: readonly string[]): WatchOptions {
  const { values, positionals } = parseWords(words, { options, allowPositionals: true }, usage)
  const [order, ...more] = positionals
  if (more.length > 0) throw new Misunderstood(`${more.join(' ')}: one order at a time.`)
  const { hops, once, stack } = values
  return { order: order && orderId(order), hops, once, folder: folderOfStack(stack) }
}
