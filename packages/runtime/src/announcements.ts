import type { Fact } from '@saga-shop/contracts'
import { v5 as uuidv5 } from 'uuid'
import type { Cause } from './cause.ts'
import type { Encode } from './codec.ts'
import type { BatchTrace } from './tracing/batch-trace.ts'

/** A fact with its identity, on the wire as it will be heard, ready for the outbox. */
export interface Announcement {
  readonly id: string
  readonly payload: Buffer
  readonly fact: Fact
  readonly cause: Cause
  /** Its place in the trace of its order. */
  readonly traceparent: string | undefined
}

/**
 * Gives facts that follow from a cause their ids: UUIDv5 of (cause, type, index), the first index being `from`.
 * Deciding twice on the same cause gives the same ids, so a repeat is recognised anywhere, also after a restore from
 * a backup. Throws when a fact does not fit its schema.
 */
export const announcements = (
  cause: Cause,
  facts: readonly Fact[],
  encode: Encode,
  from = 0,
  trace?: BatchTrace,
): Announcement[] =>
  facts.map((fact, index) => {
    const id = derivedId(cause.id, `${fact.kind.type}#${from + index}`)
    const bytes = payload(fact, encode)
    const traceparent = trace ? trace.announced(id, fact, cause) : cause.traceparent
    return { id, payload: bytes, fact, cause, traceparent }
  })

function payload(fact: Fact, encode: Encode) {
  try {
    return encode(fact)
  } catch (error) {
    throw new Error(`${fact.kind.type} does not fit its schema: ${String(error)}`, { cause: error })
  }
}

/** The id of what follows from `causeId` under this name. */
export const derivedId = (causeId: string, name: string) => uuidv5(name, causeId)
