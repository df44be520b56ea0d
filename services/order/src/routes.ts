import {
  After,
  catchUp,
  customerInQuery,
  type Database,
  mayKnow,
  notFound,
  Problem,
  type RouteContext,
  type Server,
  sql,
  Uuid,
} from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isSettled, type Order } from './order.ts'
import { productRoutes } from './product-routes.ts'
import { CancelOrder } from './reactions.ts'

const Id = Type.Object({ id: Uuid })
const OrderAnswer = Type.Object(
  {
    id: Type.String(),
    customerId: Type.String(),
    status: Type.String(),
    settled: Type.Boolean({ description: 'Nothing more is to come: goods and money are where they belong' }),
    reason: Type.Optional(Type.String()),
    lines: Type.Array(Type.Object({ productId: Type.String(), quantity: Type.Integer() })),
    total: Type.Object({ minor: Type.Integer(), currency: Type.String() }),
  },
  { title: 'Order' },
)
const problems = { 400: Problem, 404: Problem, 409: Problem }

/** What the order service serves. */
export function routes(app: Server, context: RouteContext) {
  const { database, ask } = context

  app.get(
    '/orders/:id',
    {
      config: { access: 'anybody-known' },
      schema: {
        summary: 'An order as it stands',
        params: Id,
        querystring: After,
        response: { 200: OrderAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { params, query } = request
      const fresh = await catchUp(database, query.after, reply)
      const { rows } = await database.query<{ state: Order }>(sql`select state from orders where id = ${params.id}`)
      if (!rows[0] || !mayKnow(request, rows[0].state.customerId))
        throw notFound(fresh ? 'such order' : 'such order yet: it may be on its way')
      return toAnswer(rows[0].state)
    },
  )

  app.get(
    '/orders',
    {
      config: { access: customerInQuery('customerId') },
      schema: {
        summary: "A customer's orders, newest first",
        querystring: Type.Object({
          customerId: Uuid,
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
        }),
        response: { 200: Type.Array(OrderAnswer), ...problems },
      },
    },
    async ({ query }) => {
      const { rows } = await database.query<{ state: Order }>(sql`
        select state from orders where customer_id = ${query.customerId} order by placed_at desc limit ${query.limit}
      `)
      return rows.map(({ state }) => toAnswer(state))
    },
  )

  app.post(
    '/orders/:id/cancellation',
    {
      config: { access: 'anybody-known' },
      schema: {
        summary: 'Cancel an order; granted until it is delivered',
        params: Id,
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
        response: { 202: Type.Object({ orderId: Type.String(), token: Type.Optional(Type.String()) }), ...problems },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        headers,
      } = request
      await ownOnly(request, id, database)
      const { token } = await ask({
        kind: CancelOrder,
        entity: id,
        data: {},
        idempotencyKey: headers['idempotency-key'],
      })
      return reply.code(202).send({ orderId: id, ...(token && { token }) })
    },
  )

  productRoutes(app, context)
}

/** Cancels nothing of somebody else: whose an order is never changes, so it can be looked up before the decision. */
async function ownOnly(request: FastifyRequest, id: string, database: Database) {
  if (request.bearer === undefined || request.bearer.role === 'keeper') return
  const { rows } = await database.query<{ customer_id: string }>(sql`select customer_id from orders where id = ${id}`)
  if (!rows[0] || !mayKnow(request, rows[0].customer_id)) throw notFound('such order')
}

const toAnswer = (order: Order) => ({
  id: order.id,
  customerId: order.customerId,
  status: order.status,
  settled: isSettled(order),
  ...('reason' in order && { reason: order.reason }),
  lines: order.lines.map(({ productId, quantity }) => ({ productId, quantity })),
  total: order.total,
})
