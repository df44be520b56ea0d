import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Order, type Part } from '../api.ts'
import { expects, part } from '../upstream/part.ts'
import { askingFor, type Context } from './context.ts'

const ordersAnswer = expects<Order[]>(Type.Array(Order))

/** The caller's newest orders, as the order service knows them; and from now on it is known here whose they are. */
export async function askOwnOrders(
  context: Context,
  request: FastifyRequest,
  customerId: string,
  most: number,
): Promise<Part<Order[]>> {
  const headers = await askingFor(request, context, 'order')
  const path = `/orders?customerId=${customerId}&limit=${most}`
  const asked = await part(context.upstreams.order, { path, headers }, ordersAnswer)
  if ('value' in asked) for (const { id } of asked.value) context.orders.belongs(id, customerId)
  return asked
}
