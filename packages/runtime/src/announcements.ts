import type { Fact } from '@saga-shop/contracts'
import { v5 as uuidv5 } from 'uuid'
import type { Cause } from './cause.ts'

/** A fact with its identity, ready for the outbox. */
export interface Announcement {
  readonly id: string
  readonly fact: Fact
  readonly cause: Cause
}

/**
 * Gives a fact its id: UUIDv5 of (cause, type, index). Deciding twice on the same cause gives the same id,
 * so a repeat is recognised anywhere, also after a restore from a backup.
 */
export const announcement = (cause: Cause, fact: Fact, index: number): Announcement => ({
  id: derivedId(cause.id, `${fact.kind.type}#${index}`),
  fact,
  cause,
})

/** The id of what follows from `causeId` under this name. */
export const derivedId = (causeId: string, name: string) => uuidv5(name, causeId)
