import { findShop } from '@saga-shop/compose'
import { runCommand, say } from '@saga-shop/local'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { lettersThatWait, tell } from './letters.ts'

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run(order: Order) {
  const shop = await findShop(order.where)
  if (order.does === 'tell') {
    say(`${order.eventId} is ${await tell(shop, order.eventId, order.said, order.by)}`)
    return 0
  }
  const waiting = await lettersThatWait(shop)
  for (const { eventId, orderId, about, status, code } of waiting)
    say(`${eventId}  ${status}${code ? ` (${code})` : ''}  ${about} of order ${orderId}`)
  if (waiting.length === 0) say('No letter waits for a person.')
  return waiting.length === 0 ? 0 : 1
}
