import { ServiceTrail } from '@saga-shop/runtime/answers'
import type { Missing } from '../api.ts'
import { storefrontItself, type Tokens } from '../login/tokens.ts'
import { headersOf, type Trace } from '../tracing.ts'
import { answerOf, expects } from '../upstream/part.ts'
import { missing, toNoAnswer } from '../upstream/silence.ts'
import type { Upstream } from '../upstream/upstream.ts'

const expected = expects<ServiceTrail>(ServiceTrail)

/** What a service said, and how long it took and how its clock goes; or why it said nothing. */
export type Word =
  | { readonly trail: ServiceTrail; readonly milliseconds: number; readonly clockAhead: number }
  | { readonly missing: Missing }

// So many ids fit into an address.
const mostIds = 200

/** Asks one service for its part of an order's trail. */
export async function askTrail(
  upstream: Upstream,
  tokens: Tokens,
  trace: Trace,
  orderId: string,
  events: readonly string[],
): Promise<Word> {
  const began = Date.now()
  try {
    const token = await tokens.forService(upstream.name, storefrontItself)
    const headers = { ...headersOf(trace), authorization: `Bearer ${token}` }
    const named = events.length > 0 ? `?events=${events.slice(0, mostIds).join(',')}` : ''
    const answer = await upstream.ask({ path: `/trail/${orderId}${named}`, headers })
    const trail = answerOf(upstream.name, answer, expected)
    const milliseconds = Date.now() - began
    return { trail, milliseconds, clockAhead: Date.parse(trail.now) - (began + milliseconds / 2) }
  } catch (error) {
    return { missing: missing(toNoAnswer(upstream.name, error)) }
  }
}
