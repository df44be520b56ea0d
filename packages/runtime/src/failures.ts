import type { Cause } from './cause.ts'

/** Somebody else changed what this transaction had read. Trying again reads it anew. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The batch does not begin where this service stands: a client skipped, a zombie works on, or a topic was cut. */
export class PositionsMoved extends Error {
  override readonly name = 'PositionsMoved'
}

/** The database did not let us in, or is not who it should be, such as one whose certificate has expired. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** What will not get better by trying again. `causeId` names the one event or request that is at fault. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable'
  readonly causeId: string

  constructor(causeId: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.causeId = causeId
  }
}

/** What a batch must set aside before it is decided again: it came to light when something had already changed in memory. */
export class StartOver extends Error {
  override readonly name = 'StartOver'
  readonly without: ReadonlyMap<Cause, unknown>

  constructor(without: ReadonlyMap<Cause, unknown>) {
    super('the batch starts over without what cannot be processed')
    this.without = without
  }
}

// SQLSTATE classes: connection, transaction rollback (deadlock, serialization), resources, operator intervention.
const transientStates = /^(08|40|53|57|55P03)/
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const poolMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/

/** Whether a statement was given up because its connection fell silent: pg says so in these words only. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout'

/** Whether the same transaction may well succeed in a moment. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Conflict || error instanceof Unreachable || isUnanswered(error)) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return transientStates.test(code) || networkCodes.test(code) || poolMessages.test(error.message) || noSocket(error)
}

/** A Postgres that is stopped takes its socket with it: the path leads nowhere until it is back. */
const noSocket = (error: Error) =>
  'code' in error && error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'

// SQLSTATE classes that blame what was to be written: cardinality, data, constraints, views with checks, limits, `raise`.
const blamingStates = /^(21|22|23|44|54|P0)/

/** Whether it is a cause's own fault. That a table is missing, or forbidden, is nobody's: it is tried again until somebody mends that. */
export function blamesACause(error: unknown): boolean {
  if (isTransient(error)) return false
  const state = error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined
  return state === undefined || blamingStates.test(state)
}
