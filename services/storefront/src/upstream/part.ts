import { HttpProblem } from '@saga-shop/runtime'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Part } from '../api.ts'
import { missing, NoAnswer, toNoAnswer } from './silence.ts'
import type { Answer, Question, Upstream } from './upstream.ts'

/** Recognises what a service is known to answer. */
export interface Expected<Value> {
  Check(value: unknown): value is Value
}

/** Compiles a schema into the check of an answer; what else a service may say in it is let through. */
export const expects = <Value>(schema: TSchema): Expected<Value> => {
  const compiled = Compile(schema)
  return { Check: (value): value is Value => compiled.Check(value) }
}

/** Asks for a part of an answer. It never rejects: what is not there is missing, and says why. */
export async function part<Value>(
  upstream: Upstream,
  question: Question,
  expected: Expected<Value>,
): Promise<Part<Value>> {
  try {
    const answer = await upstream.ask(question)
    return { value: answerOf(upstream.name, answer, expected), ...(answer.stale && { stale: true }) }
  } catch (error) {
    return missing(toNoAnswer(upstream.name, error))
  }
}

/** What the service answered, if that is what it is known to answer; rejects with `NoAnswer`. */
export function answerOf<Value>(name: string, { status, body }: Answer, expected: Expected<Value>): Value {
  if (status === 404) throw new NoAnswer(name, 'not-there-yet', `${name} has not heard of it yet.`)
  if (status === 401 || status === 403) throw new NoAnswer(name, 'not-yours', `${name} says this is not yours to see.`)
  if (status >= 400) throw new NoAnswer(name, 'failed', `${name} answered ${status}.`)
  if (!expected.Check(body)) throw new NoAnswer(name, 'failed', `${name} answered something unheard of.`)
  return body
}

/** Passes on a service's no as it is; a 404 or 409 there is one here. */
export function passOn(name: string, { status, body }: Answer): void {
  if (status < 400) return
  const { type, detail } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const reason = typeof type === 'string' ? (type.split(':').at(-1) ?? 'refused') : 'refused'
  throw new HttpProblem(status, reason, typeof detail === 'string' ? detail : `${name} answered ${status}.`)
}
