import { notFound, type Server } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { Problem, Trail, Uuid } from '../api.ts'
import type { Live } from '../live/live-route.ts'
import { perMinute } from '../login/per-minute.ts'
import type { Context } from '../shop/context.ts'
import { ownOnly } from '../shop/own-order.ts'
import type { Searching } from './from-kafka.ts'
import { gatherTrail } from './gather.ts'

/** `GET /api/trail/:orderId`: every hop of an order, from everybody who had a part in it. */
export function trailRoute(app: Server, context: Context, live: () => (Live & Searching) | undefined) {
  const { access, upstreams, tokens } = context
  app.get(
    '/api/trail/:orderId',
    {
      config: perMinute(3_000),
      schema: {
        summary: 'Every hop of an order; who is silent leaves a gap that is shown as one',
        params: Type.Object({ orderId: Uuid }),
        response: { 200: Trail, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const { orderId } = request.params
      if (!access.mayWatch(request))
        await ownOnly(context, access.someone(request), { orderId, after: undefined, request })
      const trail = await gatherTrail(orderId, request.trace, { upstreams, tokens, live: live() })
      if (trail.complete && trail.events.length === 0 && trail.unreadable.length === 0) throw notFound('such order')
      return trail
    },
  )
}
