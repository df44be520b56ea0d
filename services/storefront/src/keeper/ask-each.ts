import { HttpProblem } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import type { Part } from '../api.ts'
import { storefrontItself } from '../login/tokens.ts'
import type { Context } from '../shop/context.ts'
import { headersOf, type Trace } from '../tracing.ts'
import { type Expected, part } from '../upstream/part.ts'
import { type UpstreamName, upstreamNames } from '../upstream/upstreams.ts'

/** What one service answered to what all were asked. */
export interface Word<Value> {
  readonly service: UpstreamName
  readonly part: Part<Value>
}

/** Asks all services the same, at once. */
export const askEach = <Value>(
  { upstreams, tokens }: Context,
  trace: Trace,
  path: string,
  expected: Expected<Value>,
): Promise<Word<Value>[]> =>
  Promise.all(
    upstreamNames.map(async (service) => {
      const headers = await asStorefront(tokens, trace, service)
      return { service, part: await part(upstreams[service], { path, headers }, expected) }
    }),
  )

/** The headers of a question that the storefront asks for itself. */
export async function asStorefront(tokens: Context['tokens'], trace: Trace, service: string) {
  return { ...headersOf(trace), authorization: `Bearer ${await tokens.forService(service, storefrontItself)}` }
}

/** Refuses who may not see what concerns all orders. */
export function watchersOnly(request: FastifyRequest, { access }: Context) {
  if (access.mayWatch(request)) return
  access.someone(request)
  throw new HttpProblem(403, 'keepers-only', 'Only the keeper may see that.')
}
