import { type Static, Type } from 'typebox'
import type { Missing } from '../api.ts'
import { storefrontItself, type Tokens } from '../login/tokens.ts'
import { headersOf, type Trace } from '../tracing.ts'
import { answerOf, expects } from '../upstream/part.ts'
import { missing, toNoAnswer } from '../upstream/silence.ts'
import type { Upstream } from '../upstream/upstream.ts'

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()])
const nullableText = Nullable(Type.String())

const Announced = Type.Object({
  id: Type.String(),
  type: Type.String(),
  topic: Type.String(),
  position: Type.Integer(),
  at: Type.String(),
  causationId: Type.String(),
  why: Type.Union([Type.Literal('event'), Type.Literal('request'), Type.Literal('outcome'), Type.Literal('deadline')]),
  whyName: nullableText,
  whyAt: nullableText,
  traceparent: nullableText,
  schemaId: Nullable(Type.Integer()),
  bytes: Type.Integer(),
})
export type Announced = Static<typeof Announced>

const ServiceTrail = Type.Object({
  now: Type.String(),
  announced: Type.Array(Announced),
  heard: Type.Array(Type.Object({ id: Type.String(), at: Type.String() })),
  early: Type.Array(Type.Object({ id: Type.String(), at: Type.String(), waitsFor: Type.String() })),
  parked: Type.Array(
    Type.Object({
      id: Type.String(),
      eventId: nullableText,
      topic: Type.String(),
      partition: Type.Integer(),
      offset: Type.Integer(),
      reason: nullableText,
      attempts: Type.Integer(),
      at: Type.String(),
    }),
  ),
  history: Type.Array(
    Type.Object({
      topic: nullableText,
      partition: Nullable(Type.Integer()),
      offset: Nullable(Type.Integer()),
      action: Type.String(),
      at: Type.String(),
    }),
  ),
  calls: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      since: Type.String(),
      attempts: Type.Integer(),
      dueAt: nullableText,
      parked: nullableText,
    }),
  ),
  deadlines: Type.Array(
    Type.Object({ name: Type.String(), since: Type.String(), dueAt: Type.String(), startedBy: Type.String() }),
  ),
  positions: Type.Array(Type.Object({ topic: Type.String(), partition: Type.Integer(), next: Type.Integer() })),
})
export type ServiceTrail = Static<typeof ServiceTrail>

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
