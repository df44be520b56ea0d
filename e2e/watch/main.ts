import { runCommand, say, tell } from '@saga-shop/local'
import { paintFor } from '../demo/paint.ts'
import { logInAt, type StorefrontClient } from '../storefront/client.ts'
import { storefrontOf } from '../storefront/find.ts'
import { readCommandLine, usage, type WatchOptions } from './command-line.ts'
import { drawEvent, drawOrder } from './draw.ts'
import { follow } from './follow.ts'

const paint = paintFor(process.stdout)
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

await runCommand({ usage, read: readCommandLine, run: watch })

async function watch({ order, hops, once, folder }: WatchOptions) {
  const keeper = await logInAt(storefrontOf(folder), 'keeper')
  if (order) return watchOrder(keeper, order, hops, once)
  if (!once) say('  every event of every order; Ctrl-C ends this')
  const until = once ? AbortSignal.timeout(1_500) : stop.signal
  await keeper.live(`from=${once ? 'recent' : 'now'}`, (event) => say(drawEvent(event, paint)), until)
  return 0
}

/** Draws the order anew whenever something happened, where the terminal can; otherwise once, at its end. */
async function watchOrder(keeper: StorefrontClient, order: string, hops: boolean, once: boolean) {
  let drawn = 0
  const draw = (lines: readonly string[]) => {
    if (drawn > 0) process.stdout.write(`\u001b[${drawn}A\u001b[J`)
    say(lines.join('\n'))
    drawn = process.stdout.isTTY ? lines.length : 0
  }
  const show = once || !process.stdout.isTTY ? undefined : draw
  const trail = await follow(keeper, order, {
    show: (known) => show?.(drawOrder(known, paint, hops)),
    signal: once ? AbortSignal.abort() : stop.signal,
  })
  if (trail) draw(drawOrder(trail, paint, hops))
  else tell(`✗ nobody knows of an order ${order}`)
  return trail ? 0 : 1
}
