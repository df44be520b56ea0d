import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Letter, type Missing, Order, type OrderPage, Payment, Shipment } from '../api.ts'
import { expects, part } from '../upstream/part.ts'
import type { UpstreamName } from '../upstream/upstreams.ts'
import { askingFor, type Context } from './context.ts'

const orderAnswer = expects<Order>(Order)
const paymentAnswer = expects<Payment>(Payment)
const shipmentAnswer = expects<Shipment>(Shipment)
const lettersAnswer = expects<Letter[]>(Type.Array(Letter))

// A service that shall wait for an event does so for two seconds.
const waitingPatience = 3_000

export interface Wanted {
  readonly orderId: string
  readonly after: string | undefined
  readonly request: FastifyRequest
}

/** What order itself says. */
export async function askOrder(context: Context, { orderId, after, request }: Wanted) {
  const headers = await askingFor(request, context, 'order')
  return await part(
    context.upstreams.order,
    { path: `/orders/${orderId}${afterIn(after)}`, headers, ...patient(after) },
    orderAnswer,
  )
}

type Others = Pick<OrderPage, 'payment' | 'shipment' | 'letters'>

/** What the other services say, all at once. They know no customers: that the order is the caller’s, our token tells them. */
export async function askOthers(context: Context, { orderId, after, request }: Wanted): Promise<Others> {
  const asked = async (service: UpstreamName, path: string) => ({
    path,
    headers: await askingFor(request, context, service, request.caller, [orderId]),
    ...patient(after),
  })
  const { upstreams } = context
  const [payment, shipment, letters] = await Promise.all([
    asked('payment', `/payments/${orderId}`).then((q) => part(upstreams.payment, q, paymentAnswer)),
    asked('shipping', `/shipments/${orderId}`).then((q) => part(upstreams.shipping, q, shipmentAnswer)),
    asked('email', `/letters?orderId=${orderId}`).then((q) => part(upstreams.email, q, lettersAnswer)),
  ])
  return { payment, shipment, letters }
}

/** Nobody is asked while it is not known whose order it is. */
export function notAsked({ missing }: Missing): Others {
  const nobody = (service: string): Missing => ({
    missing: `Whose order this is cannot be found out: ${missing}`,
    service,
    because: 'not-yours',
  })
  return { payment: nobody('payment'), shipment: nobody('shipping'), letters: nobody('email') }
}

const afterIn = (after: string | undefined) => (after ? `?after=${after}` : '')
const patient = (after: string | undefined) => (after ? { patience: waitingPatience } : {})
