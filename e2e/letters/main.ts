import { findShop } from '@saga-shop/compose'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { lettersThatWait, tell } from './letters.ts'

const order = readCommandLine(process.argv.slice(2))
if (order === 'help') say(usage)
else if ('wrong' in order) complain(`${order.wrong}\n\n${usage}`, 64)
else await run(order).catch((error: unknown) => complain(error instanceof Error ? error.message : String(error), 1))

async function run(order: Order) {
  const shop = await findShop(order.where)
  if (order.does === 'tell') return say(`${order.eventId} is ${await tell(shop, order.eventId, order.said, order.by)}`)
  const waiting = await lettersThatWait(shop)
  for (const { eventId, orderId, about, status, code } of waiting)
    say(`${eventId}  ${status}${code ? ` (${code})` : ''}  ${about} of order ${orderId}`)
  if (waiting.length === 0) say('No letter waits for a person.')
  else process.exitCode = 1
}

function complain(text: string, code: number) {
  process.stderr.write(`✗ ${text}\n`)
  process.exitCode = code
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
