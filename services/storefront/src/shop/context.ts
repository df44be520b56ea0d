import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Access } from '../login/session.ts'
import type { Caller, Tokens } from '../login/tokens.ts'
import { headersOf } from '../tracing.ts'
import type { Upstreams } from '../upstream/upstreams.ts'
import type { OrdersView } from '../views/orders.ts'
import type { ProductsView } from '../views/products.ts'

/** What routes work with. */
export interface Context {
  readonly config: Config
  readonly access: Access
  readonly tokens: Tokens
  readonly upstreams: Upstreams
  readonly orders: OrdersView
  readonly products: ProductsView
}

/** The headers of a question that is asked for this caller: who, and because of which request. */
export async function askingFor(
  request: FastifyRequest,
  { tokens }: Pick<Context, 'tokens'>,
  service: string,
  caller: Caller | undefined = request.caller,
  orders: readonly string[] = [],
): Promise<Record<string, string>> {
  const token = caller && (await tokens.forService(service, caller, orders))
  return { ...headersOf(request.trace), ...(token && { authorization: `Bearer ${token}` }) }
}
