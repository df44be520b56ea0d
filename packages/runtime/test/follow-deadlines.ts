import { declare, movesOf } from '../src/deadlines/moves.ts'
import type { Cause, Deadline, Decision } from '../src/index.ts'

/** Follows what decisions start and end, as a running service does, without a database. */
export function followDeadlines(deadlines: readonly Deadline[]) {
  const declared = declare(deadlines)
  const running = new Set<string>()
  return {
    decided(cause: Pick<Cause, 'name' | 'key'>, { announces, intends, waits, becomes }: Decision<unknown>) {
      const heard: Cause = { id: '', data: undefined, correlationId: cause.key, ...cause }
      const unread = { id: '', payload: Buffer.alloc(0), traceparent: undefined }
      const announced = announces.map((fact) => ({ ...unread, fact, cause: heard }))
      const owed = intends.map((intent) => ({ intent, cause: heard }))
      const changes = becomes !== undefined || announced.length + owed.length > 0
      for (const [place, { startedBy }] of movesOf(
        [{ cause: heard, entity: cause.key, announced, owed, waits, changes }],
        declared,
      ))
        if (startedBy === undefined) running.delete(place)
        else running.add(place)
    },
    /** Which deadlines run, by name. */
    running: () => [...running].map((place) => place.slice(0, place.indexOf(' '))),
  }
}
