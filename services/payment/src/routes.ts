import {
  After,
  catchUp,
  notFound,
  orderInPath,
  Problem,
  type RouteContext,
  type Server,
  sql,
  Uuid,
} from '@saga-shop/runtime'
import { Type } from 'typebox'
import type { Payment } from './payment.ts'

const OrderId = Type.Object({ orderId: Uuid })
const PaymentAnswer = Type.Object(
  {
    orderId: Type.String(),
    status: Type.String({
      description:
        'cancelled or voided: the card was not charged, and will not be · charging · declined · charged · refunding · refunded',
    }),
    amount: Type.Optional(Type.Object({ minor: Type.Integer(), currency: Type.String() })),
    reason: Type.Optional(Type.String({ description: 'Why the card was declined' })),
    paymentId: Type.Optional(Type.String()),
    refundId: Type.Optional(Type.String()),
  },
  { title: 'Payment' },
)

/** What the payment service serves. */
export function routes(app: Server, { database }: RouteContext) {
  app.get(
    '/payments/:orderId',
    {
      config: { access: orderInPath('orderId') },
      schema: {
        summary: "An order's payment as it stands",
        params: OrderId,
        querystring: After,
        response: { 200: PaymentAnswer, 400: Problem, 404: Problem },
      },
    },
    async ({ params, query }, reply) => {
      const fresh = await catchUp(database, query.after, reply)
      const { rows } = await database.query<{ state: Payment }>(
        sql`select state from payments where order_id = ${params.orderId}`,
      )
      if (!rows[0])
        throw notFound(fresh ? 'payment for this order' : 'payment for this order yet: it may be on its way')
      return toAnswer(rows[0].state)
    },
  )
}

const toAnswer = (payment: Payment) => ({
  orderId: payment.orderId,
  status: payment.status,
  ...('amount' in payment && { amount: payment.amount }),
  ...('reason' in payment && { reason: payment.reason }),
  ...('paymentId' in payment && { paymentId: payment.paymentId }),
  ...('refundId' in payment && { refundId: payment.refundId }),
})
