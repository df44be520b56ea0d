import { runService } from '@saga-shop/runtime'
import { config } from './config.ts'
import { deadlines } from './deadlines.ts'
import { openOrders } from './open-orders.ts'
import { reactions } from './reactions.ts'
import { recollections } from './recollections.ts'
import { routes } from './routes.ts'

await runService({
  name: 'order',
  description: 'Orders, products and stock: decides whether an order can be taken, and keeps what becomes of it.',
  settings: config,
  reactions,
  deadlines: deadlines(config),
  recollections,
  figures: [openOrders()],
  routes,
})
