import { type Static, type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Step, Tracked } from './calls.ts'

/** What an answer of the carrier must look like. */
export interface Expected<Line> {
  Check(line: unknown): line is Line
}

const answer = <Fields extends Record<string, TSchema>>(fields: Fields) =>
  Compile(Type.Object({ key: Type.String(), ...fields }))

const Beginning = Type.Object({ status: Type.Enum(['booked', 'in_transit', 'recalled']) })
const News = Type.Union([
  Type.Object({ status: Type.Literal('delivery_failed'), attempt: Type.Integer({ minimum: 1 }) }),
  Type.Object({ status: Type.Enum(['delivered', 'lost']) }),
  Type.Object({ status: Type.Literal('returned'), reason: Type.Enum(['RECALLED', 'UNDELIVERABLE']) }),
])
const history = Type.Array(Type.Union([Beginning, News]))
const anywhere = ['recalled', 'in_transit', 'delivery_failed', 'delivered', 'returned', 'lost'] as const

export const Booked = answer({ trackingId: Type.String({ minLength: 1 }), status: Type.Literal('booked') })
export const HandedOver = answer({ status: Type.Enum(['in_transit', 'recalled']) })
export const Recalled = answer({ status: Type.Enum([...anywhere]) })
export const History = answer({ history })

/** The step after the `known` ones, if it has happened. */
export function nextStep(steps: Static<typeof history>, known: number): Tracked | undefined {
  const step = steps[known]
  return step && isNews(step) ? { known, step } : undefined
}

const isNews = (step: Static<typeof Beginning> | Step): step is Step =>
  step.status !== 'booked' && step.status !== 'in_transit' && step.status !== 'recalled'
