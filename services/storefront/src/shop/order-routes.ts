import { notFound, type Server } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { Accepted, isMissing, MyOrders, OrderPage, Problem, Uuid } from '../api.ts'
import { perMinute } from '../login/per-minute.ts'
import type { Caller } from '../login/tokens.ts'
import { answerOf, expects, passOn } from '../upstream/part.ts'
import { askingFor, type Context } from './context.ts'
import { myOrders } from './my-orders.ts'
import { askOrder, askOthers, notAsked, type Wanted } from './order-parts.ts'
import { isTheirs, maySee, ownOnly, refuseForNow } from './own-order.ts'
import { askOwnOrders } from './own-orders.ts'
import { askUndecided } from './undecided.ts'

const acceptance = expects<Accepted>(Accepted)
const OrderId = Type.Object({ id: Uuid })

/** My orders, one of them with all that is known of it, and cancelling. */
export function orderRoutes(app: Server, context: Context) {
  const { access, upstreams, orders } = context

  app.get(
    '/api/orders',
    { schema: { summary: 'My orders, newest first', response: { 200: MyOrders, 401: Problem } } },
    async (request) => {
      const { customerId } = access.someone(request)
      const [asked, undecided] = await Promise.all([
        askOwnOrders(context, request, customerId, 50),
        askUndecided(context, request, customerId),
      ])
      return myOrders({ asked, undecided, seen: orders.of(customerId) })
    },
  )

  app.get(
    '/api/orders/:id',
    {
      schema: {
        summary: 'An order as all services see it; who is silent leaves a part missing',
        params: OrderId,
        querystring: Type.Object({ after: Type.Optional(Uuid) }),
        response: { 200: OrderPage, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const caller = access.someone(request)
      return await pageOf(context, caller, { orderId: request.params.id, after: request.query.after, request })
    },
  )

  app.post(
    '/api/orders/:id/cancellation',
    {
      config: perMinute(120),
      schema: {
        summary: 'Cancel an order; granted until it is delivered',
        params: OrderId,
        headers: Type.Object({
          'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' })),
        }),
        response: { 202: Accepted, 401: Problem, 404: Problem, 409: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const caller = access.someone(request)
      const orderId = request.params.id
      await ownOnly(context, caller, { orderId, after: undefined, request })
      const key = request.headers['idempotency-key']
      const headers = { ...(await askingFor(request, context, 'order')), ...(key && { 'idempotency-key': key }) }
      const answer = await upstreams.order
        .ask({ method: 'POST', path: `/orders/${orderId}/cancellation`, headers, patience: 6_000 })
        .catch(() => refuseForNow())
      passOn('order', answer)
      return reply.code(202).send(answerOf('order', answer, acceptance))
    },
  )
}

/** All services at once when it is known here whose order it is; otherwise somebody has to say so first. */
async function pageOf(context: Context, caller: Caller, wanted: Wanted): Promise<OrderPage> {
  const { orderId } = wanted
  const seen = context.orders.find(orderId)
  const owner = context.orders.ownerOf(orderId)
  if (owner !== undefined && !maySee(caller, owner)) throw notFound('such order')
  const [order, others] =
    owner === undefined
      ? await oneThenOthers(context, caller, wanted)
      : await Promise.all([askOrder(context, wanted), askOthers(context, wanted)])
  const status = isMissing(order) ? (context.orders.find(orderId)?.status ?? 'unknown') : order.value.status
  return { orderId, order, ...others, heard: [...(seen?.heard ?? [])], status }
}

async function oneThenOthers(context: Context, caller: Caller, wanted: Wanted) {
  const order = await askOrder(context, wanted)
  const theirs = await isTheirs(context, caller, wanted, order)
  if (isMissing(theirs) && caller.role !== 'keeper') return [order, notAsked(theirs)] as const
  if (!isMissing(theirs) && !theirs.value) throw notFound('such order')
  return [order, await askOthers(context, wanted)] as const
}
