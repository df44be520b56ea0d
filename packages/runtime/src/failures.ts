/** Somebody else changed what this transaction had read. Trying again reads it anew. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The batch does not begin where this service stands: a client skipped, a zombie works on, or a topic was cut. */
export class PositionsMoved extends Error {
  override readonly name = 'PositionsMoved'
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

// SQLSTATE classes: connection, transaction rollback (deadlock, serialization), resources, operator intervention.
const transientStates = /^(08|40|53|57|55P03)/
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const poolMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/

/** Whether the same transaction may well succeed in a moment. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Conflict) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return transientStates.test(code) || networkCodes.test(code) || poolMessages.test(error.message)
}
