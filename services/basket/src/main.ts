import { runService } from '@saga-shop/runtime'
import { config } from './config.ts'
import { reactions } from './reactions.ts'
import { recollections } from './recollections.ts'
import { routes } from './routes.ts'

await runService({
  name: 'basket',
  description: 'Baskets at current prices: a checkout asks for an order, and a rejected order gives its basket back.',
  settings: config,
  reactions,
  recollections,
  routes: (app, context) =>
    routes(app, context, {
      ordersUnderWay: config.ORDERS_UNDER_WAY,
      checkoutsPerMinute: config.CHECKOUTS_PER_MINUTE,
    }),
})
