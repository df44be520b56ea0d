import { answersTheDoor, runService, tlsOf } from '@saga-shop/runtime'
import { openBank } from './bank.ts'
import { chargeCalls, findCalls, refundCalls } from './bank-calls.ts'
import { config } from './config.ts'
import { deadlines } from './deadlines.ts'
import { moneyInFlight } from './money-in-flight.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const bank = openBank({ url: config.BANK_URL, timeout: config.BANK_TIMEOUT_MS, tls: tlsOf('HTTP', config) })

await runService({
  name: 'payment',
  description: 'Payments and refunds: charges the card of a sound order, and gives the money back when the order ends.',
  settings: config,
  reactions,
  deadlines: deadlines(config),
  calls: [chargeCalls(bank), findCalls(bank), refundCalls(bank)],
  checks: { bank: answersTheDoor(config.BANK_URL) },
  figures: [moneyInFlight],
  routes,
})
