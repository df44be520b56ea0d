import fc from 'fast-check'
import { anyRequest, type Request } from './any-request.ts'
import type { Known } from './any-value.ts'
import { breach } from './conformity.ts'
import type { Route } from './openapi.ts'
import { type Answer, send } from './wire.ts'

export interface Attacked {
  readonly requests: number
  /** How many answers there were by status. */
  readonly statuses: Readonly<Record<string, number>>
  readonly slowestMs: number
  /** What was answered wrongly: the first few. */
  readonly breaches: readonly string[]
}

export interface Attack {
  readonly url: string
  readonly routes: readonly Route[]
  readonly known: Known
  readonly requests: number
  readonly seed: number
  /** Of each request, besides those that come by chance. */
  readonly headers?: readonly (readonly [string, string])[]
}

// At once, and how many breaches are told in full.
const [together, told] = [8, 5]

/** Sends so many requests, spread over all routes, and holds each answer against its documentation. */
export async function attack({ url, routes, known, requests, seed, headers = [] }: Attack): Promise<Attacked> {
  const statuses: Record<string, number> = {}
  const breaches: string[] = []
  let slowestMs = 0

  async function one(route: Route, request: Request) {
    const began = performance.now()
    const whole = { ...request, headers: [...headers, ...request.headers] }
    const answer = await send(new URL(url), whole).catch((error: unknown) => String(error))
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - began))
    const status = typeof answer === 'string' ? 'none' : answer.status
    statuses[status] = (statuses[status] ?? 0) + 1
    const fault = typeof answer === 'string' ? answer : breach(route, answer)
    if (fault && breaches.length < told) breaches.push(inWords(request, fault, answer))
  }

  const each = Math.ceil(requests / routes.length)
  const all = routes.flatMap((route, turn) =>
    fc.sample(anyRequest(route, known), { numRuns: each, seed: seed + turn }).map((request) => ({ route, request })),
  )
  const next = all.values()
  const work = async () => {
    for (const { route, request } of next) await one(route, request)
  }
  await Promise.all(Array.from({ length: together }, work))
  return { requests: all.length, statuses, slowestMs, breaches }
}

const inWords = ({ method, target, headers, body }: Request, fault: string, answer: Answer | string) =>
  [
    `${method} ${target.slice(0, 200)}: ${fault}`,
    `  headers ${JSON.stringify(headers).slice(0, 300)}`,
    `  body ${JSON.stringify(body.subarray(0, 300).toString('latin1'))}`,
    `  answer ${typeof answer === 'string' ? answer : JSON.stringify(answer.body.slice(0, 300))}`,
  ].join('\n')
