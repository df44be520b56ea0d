import { customerInPath, derivedId, Problem, type RouteContext, type Server } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { CheckOut } from './commands.ts'
import type { ShopLimits } from './limits.ts'
import { ordersUnderWay } from './orders-under-way.ts'
import { CustomerId } from './schemas.ts'

/** Some text, not only blanks, without control characters. */
const text = (maxLength: number, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$',
    ...(description && { description }),
  })

const Recipient = Type.Object(
  {
    name: text(200),
    email: Type.String({ format: 'email', maxLength: 254 }),
    street: text(200),
    postcode: text(20),
    city: text(100),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2 code' }),
  },
  { additionalProperties: false },
)

const customerOf = ({ params }: { readonly params: unknown }) => JSON.stringify(params)

/** Checking out: an order is asked for, and the order service decides. */
export function checkoutRoutes(app: Server, { ask, database }: RouteContext, limits: ShopLimits) {
  const takeOneMore = ordersUnderWay(database, limits.ordersUnderWay)

  app.post(
    '/baskets/:customerId/checkout',
    {
      preParsing: takeOneMore, // before the body is read
      config: {
        access: customerInPath('customerId'),
        rateLimit: { max: limits.checkoutsPerMinute, timeWindow: '1 minute', keyGenerator: customerOf },
      },
      schema: {
        summary: 'Order what is in the basket; the same key and body asks for the same order, however often',
        params: CustomerId,
        headers: Type.Object({
          'idempotency-key': Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' }),
        }),
        body: Type.Object(
          { recipient: Recipient, cardToken: Type.String({ maxLength: 100, pattern: '^[\\w.-]+$' }) },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({ orderId: Type.String(), token: Type.Optional(Type.String()) }, { title: 'Requested' }),
          400: Problem,
          409: Problem,
          422: Problem,
          429: Problem,
          503: Problem,
        },
      },
    },
    async ({ params, headers, body: { recipient, cardToken } }, reply) => {
      const idempotencyKey = headers['idempotency-key']
      const entity = params.customerId
      const orderId = derivedId(entity, `order ${idempotencyKey}`)
      const data = { orderId, recipient, cardToken }
      const { token } = await ask({ kind: CheckOut, entity, data, correlationId: orderId, idempotencyKey })
      return reply.code(202).send({ orderId, ...(token && { token }) })
    },
  )
}
