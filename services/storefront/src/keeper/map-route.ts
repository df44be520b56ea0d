import type { Server } from '@saga-shop/runtime'
import { Problem, ShopMap } from '../api.ts'
import type { Context } from '../shop/context.ts'
import { watchersOnly } from './ask-each.ts'
import type { openMap } from './map.ts'

/** `GET /api/map` */
export const mapRoute = (app: Server, context: Context, map: ReturnType<typeof openMap>) =>
  app.get(
    '/api/map',
    {
      schema: {
        summary: 'How everybody is doing: rates, lag, outbox age, parked, overdue',
        response: { 200: ShopMap, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      watchersOnly(request, context)
      return await map.read()
    },
  )
