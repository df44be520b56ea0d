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
import { ParcelNews } from './deadlines.ts'
import { isOver, type Shipment } from './shipment.ts'

const ShipmentAnswer = Type.Object(
  {
    orderId: Type.String(),
    status: Type.String(),
    over: Type.Boolean({ description: 'Nothing more is to come, as far as shipping has heard' }),
    cancelled: Type.Boolean({ description: 'The order was cancelled: the parcel shall not stay with the customer' }),
    trackingId: Type.Union([Type.String(), Type.Null()], {
      description: "The carrier's number, once there is a parcel",
    }),
    failedAttempts: Type.Integer({ description: 'How often nobody took it in' }),
    reason: Type.Optional(Type.String({ description: 'Why it came back' })),
    silentSince: Type.Union([Type.String(), Type.Null()], {
      description:
        'The carrier has had no news for too long, since then: a person should ask it. null while all is well',
    }),
  },
  { title: 'Shipment' },
)

/** What the shipping service serves. */
export function routes(app: Server, { database }: RouteContext) {
  app.get(
    '/shipments/:orderId',
    {
      config: { access: orderInPath('orderId') },
      schema: {
        summary: "An order's shipment as it stands",
        params: Type.Object({ orderId: Uuid }),
        querystring: After,
        response: { 200: ShipmentAnswer, 400: Problem, 404: Problem },
      },
    },
    async ({ params: { orderId }, query: { after } }, reply) => {
      const fresh = await catchUp(database, after, reply)
      const { rows } = await database.query<{ state: Shipment; silentSince: Date | null }>(sql`
        select state, (
          select since from deadlines where kind = ${ParcelNews.name} and entity = ${orderId}::text and due_at <= now()
        ) as "silentSince"
        from shipments where order_id = ${orderId}
      `)
      if (!rows[0]) throw notFound(fresh ? 'such shipment' : 'such shipment yet: it may be on its way')
      return { ...toAnswer(rows[0].state), silentSince: rows[0].silentSince?.toISOString() ?? null }
    },
  )
}

/** Where it goes is nobody's business here. */
const toAnswer = (shipment: Shipment) => ({
  orderId: shipment.orderId,
  status: shipment.status,
  over: isOver(shipment),
  cancelled: 'cancelled' in shipment ? shipment.cancelled : shipment.status === 'cancelled',
  trackingId: 'trackingId' in shipment ? shipment.trackingId : null,
  failedAttempts: 'failedAttempts' in shipment ? shipment.failedAttempts : 0,
  ...('reason' in shipment && { reason: shipment.reason }),
})
