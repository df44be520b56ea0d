import type { Problem } from '../../../src/api.ts'
import { Refused } from './source.ts'

interface Question {
  readonly method?: 'POST' | 'PUT'
  readonly body?: object
  /** The same key is the same request, however often it is sent. */
  readonly key?: string
}

// The gateway answers within a few seconds, whatever it has to ask; a minute only where something is redriven.
const patience = { GET: 12_000, PUT: 12_000, POST: 60_000 }

/** Asks the gateway, and answers what its schema says. */
export async function ask<Body>(path: string, { method, body, key }: Question = {}): Promise<Body> {
  const response = await fetch(path, {
    method: method ?? 'GET',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    body: method ? JSON.stringify(body ?? {}) : null,
    signal: AbortSignal.timeout(patience[method ?? 'GET']),
  }).catch(unreachable)
  if (!response.ok) throw await refusal(response)
  return response.status === 204 ? (undefined as Body) : await response.json()
}

function unreachable(): never {
  throw new Refused(0, 'The shop does not answer. It may be starting again; this page asks again by itself.')
}

async function refusal(response: Response): Promise<Refused> {
  const problem: Partial<Problem> = await response.json().catch(() => ({}))
  return new Refused(
    response.status,
    problem.detail ?? problem.title ?? `The shop answered ${response.status}.`,
    problem.care,
  )
}
