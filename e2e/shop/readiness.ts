import type { Readiness } from './answers.ts'
import { ask } from './http.ts'

/** What a part of a process says: a service in words, the relay of each source with its state. */
type Part = string | { readonly state: string; readonly reason?: string }

interface Health {
  readonly checks?: Readonly<Record<string, Part>>
  readonly sources?: Readonly<Record<string, Part>>
}

/** Asks a process whether it is ready. One that does not answer is not. */
export async function readinessOf(address: string): Promise<Readiness> {
  const answer = await ask<Health>(`${address}/health/ready`, { within: 5_000 }).catch(() => undefined)
  if (!answer) return { ready: false, why: 'does not answer' }
  const { status, body } = answer
  const parts = Object.entries(body.checks ?? body.sources ?? {})
  const inTheWay = parts.filter(([, part]) => part !== 'ok' && (typeof part === 'string' || part.state !== 'streaming'))
  return { ready: status === 200, why: inTheWay.map(([name, part]) => `${name}: ${inWords(part)}`).join('; ') }
}

const inWords = (part: Part) => (typeof part === 'string' ? part : Object.values(part).join(': '))
