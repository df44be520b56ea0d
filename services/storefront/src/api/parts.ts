export { Nullable, Uuid } from '@saga-shop/runtime/answers'

import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox'

/** A moment as RFC 3339 text, UTC. */
export const Time = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' })

/** One of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[], options: TSchemaOptions = {}) =>
  Type.Unsafe<Word>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      options,
    ),
  )

/** An amount in the minor unit of its currency: 1290 EUR is 12.90 euros. */
export const Money = Type.Object({ minor: Type.Integer(), currency: Type.String() }, { title: 'Money' })
export type Money = Static<typeof Money>

/** Why a part of an answer is not there. The rest of the answer is as good as ever. */
export const Missing = Type.Object(
  {
    missing: Type.String({ description: 'A sentence for a person' }),
    service: Type.String({ description: 'Who should have answered' }),
    because: oneOf(['late', 'unreachable', 'resting', 'crowded', 'failed', 'not-there-yet', 'not-yours'], {
      description:
        'late: no answer in time · unreachable: nobody there · resting: it failed lately and is left alone for a moment · crowded: too many requests are on their way to it · failed: it answered that it cannot · not-there-yet: it has not heard of this · not-yours: it says that this is none of the caller’s business',
    }),
  },
  { title: 'Missing' },
)
export type Missing = Static<typeof Missing>

/** A part of an answer that another service knows: its answer, or why there is none. */
export const Part = <Of extends TSchema>(of: Of) =>
  Type.Union([
    Type.Object({
      value: of,
      stale: Type.Optional(Type.Boolean({ description: 'It has not heard yet of what `?after=` names' })),
    }),
    Missing,
  ])
export type Part<Value> = { readonly value: Value; readonly stale?: boolean } | Missing

/** Tells the two apart. */
export const isMissing = (part: Part<unknown>): part is Missing => 'missing' in part

/** A request that changed something: `token` goes into `?after=` of the next question, which then sees the change. */
export const Accepted = Type.Object(
  { orderId: Type.String(), token: Type.Optional(Type.String()) },
  { title: 'Accepted' },
)
export type Accepted = Static<typeof Accepted>

/** RFC 9457. `care` is there when a person can help where the shop cannot. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: '`urn:saga-shop:problem:<reason>`' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'What is wrong, and what to do: a sentence for a person' })),
    requestId: Type.Optional(Type.String()),
    care: Type.Optional(Type.Object({ phone: Type.String(), hours: Type.String(), say: Type.String() })),
  },
  { title: 'Problem' },
)
export type Problem = Static<typeof Problem>
