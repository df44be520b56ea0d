import { After, catchUp, notFound, Problem, type RouteContext, type Server, sql, Uuid } from '@saga-shop/runtime'
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
      schema: {
        summary: 'An order as it stands',
        params: Id,
        querystring: After,
        response: { 200: OrderAnswer, ...problems },
      },
    },
    async ({ params, query }, reply) => {
      const fresh = await catchUp(database, query.after, reply)
      const { rows } = await database.query<{ state: Order }>(sql`select state from orders where id = ${params.id}`)
      if (!rows[0]) throw notFound(fresh ? 'such order' : 'such order yet: it may be on its way')
      return toAnswer(rows[0].state)
    },
  )

  app.get(
    '/orders',
    {
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
      schema: {
        summary: 'Cancel an order; granted until it is delivered',
        params: Id,
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
        response: { 202: Type.Object({ orderId: Type.String(), token: Type.Optional(Type.String()) }), ...problems },
      },
    },
    async ({ params: { id }, headers }, reply) => {
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

const toAnswer = (order: Order) => ({
  id: order.id,
  customerId: order.customerId,
  status: order.status,
  settled: isSettled(order),
  ...('reason' in order && { reason: order.reason }),
  lines: order.lines.map(({ productId, quantity }) => ({ productId, quantity })),
  total: order.total,
})
