import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Money, type OrderSummary, type Part } from '../api.ts'
import { expects, part } from '../upstream/part.ts'
import { askingFor, type Context } from './context.ts'

interface Undecided {
  readonly orderId: string
  readonly items: OrderSummary['lines']
  readonly total?: Money
  readonly requestedAt?: string
}
const undecided = expects<Undecided[]>(
  Type.Array(
    Type.Object({
      orderId: Type.String(),
      items: Type.Array(Type.Object({ productId: Type.String(), quantity: Type.Integer() })),
      total: Type.Optional(Money),
      requestedAt: Type.Optional(Type.String()),
    }),
  ),
)

/**
 * The caller's orders that were accepted and are not decided yet, newest first. The basket service has written them down,
 * so it knows of them while their event waits for the relay or Kafka, also after the storefront started anew.
 */
export async function askUndecided(
  context: Context,
  request: FastifyRequest,
  customerId: string,
): Promise<Part<OrderSummary[]>> {
  const headers = await askingFor(request, context, 'basket')
  const asked = await part(context.upstreams.basket, { path: `/baskets/${customerId}/undecided`, headers }, undecided)
  if ('missing' in asked) return asked
  for (const { orderId } of asked.value) context.orders.placed(orderId, customerId)
  return { value: asked.value.map(accepted) }
}

const accepted = ({ orderId, items, ...rest }: Undecided): OrderSummary => ({
  id: orderId,
  status: 'accepted',
  settled: false,
  lines: items,
  ...rest,
})
