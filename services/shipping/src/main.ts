import { answersTheDoor, openOutside, runService, tlsOf } from '@saga-shop/runtime'
import { carrierCalls } from './carrier.ts'
import { config } from './config.ts'
import { deadlines } from './deadlines.ts'
import { reactions } from './reactions.ts'
import { recollections } from './recollections.ts'
import { routes } from './routes.ts'

const { CARRIER_URL, CARRIER_TIMEOUT_MS } = config
const carrier = openOutside({ url: CARRIER_URL, timeoutMilliseconds: CARRIER_TIMEOUT_MS, tls: tlsOf('HTTP', config) })

await runService({
  name: 'shipping',
  description: 'Shipments: hands paid orders to the carrier, follows them to the doorstep, and calls them back.',
  settings: config,
  reactions,
  recollections,
  deadlines: deadlines(config),
  calls: carrierCalls(carrier, config),
  checks: { carrier: answersTheDoor(CARRIER_URL) },
  routes,
})
