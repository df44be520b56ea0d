import { derivedId } from '../announcements.ts'
import type { Outcome } from '../cause.ts'
import { crashPoint } from '../crash-point.ts'
import { parkCall } from '../parking/parked-calls.ts'
import type { IntentKind } from './intent.ts'
import { askAgain, type DueIntent, putBack } from './intent-rows.ts'
import type { WorkerOptions } from './worker.ts'

/** How to make one kind of outside call, many at a time. */
export interface Calls<Body, Result> {
  readonly kind: IntentKind<Body, Result>
  /** Makes the calls, and reports each outcome as it becomes known. What is not reported when it ends is unknown, and asked again. */
  make(intents: readonly DueIntent<Body>[], report: Report<Result>): Promise<void>
  /** Milliseconds after which a call whose process died is due again; longer than `make` can take. */
  readonly lease: number
  /** Milliseconds after which one that has no outcome yet is overdue, and a person should look. */
  readonly within?: number
  /** How many `make` run at once, and how many intents travel together at most. */
  readonly atOnce?: number
  readonly together?: number
}

export interface Report<Result> {
  answered(intent: DueIntent, result: Result): void
  /** No, and asking again would get the same no: the call waits for a person, and nobody makes it meanwhile. */
  refused(intent: DueIntent, reason: string): void
  /** Nothing happened, or there is no news yet: due again after so long; it does not count as an attempt. */
  later(intent: DueIntent, inMilliseconds: number): void
}

// When to ask again for an unknown outcome, in milliseconds.
const retryIn = 1_000

/** Makes calls, and hands their outcomes to the next batch, like events. Never rejects. */
export async function callOut<Result>(
  calls: Calls<unknown, Result>,
  due: readonly DueIntent[],
  options: WorkerOptions,
) {
  const { kind } = calls
  const { batcher, log } = options
  const open = new Map(due.map((intent) => [intent.id, intent]))
  const later = new Map<number, DueIntent[]>()
  const applied: Promise<unknown>[] = []

  const apply = (intent: DueIntent, result: Result) =>
    batcher.submit({ causes: [outcome(kind, intent, result)] }).then(
      () => crashPoint('outcome-committed'),
      (error) =>
        log.error(
          { intent: kind.name, key: intent.key, error: String(error) },
          'an outcome could not be applied; it is asked for again',
        ),
    )
  const report: Report<Result> = {
    answered: (intent, result) => {
      if (!open.delete(intent.id)) return
      crashPoint('outcome-known')
      applied.push(apply(intent, result))
    },
    refused: (intent, reason) => {
      if (open.delete(intent.id)) applied.push(setAside(intent, reason, options))
    },
    later: (intent, inMilliseconds) => {
      if (open.delete(intent.id)) later.set(inMilliseconds, [...(later.get(inMilliseconds) ?? []), intent])
    },
  }

  crashPoint('intents-claimed')
  await calls.make(due, report).catch((error) => {
    log.warn({ intent: kind.name, unknown: open.size, error: String(error) }, 'outside calls failed')
  })
  if (open.size > 0) crashPoint('calls-unknown')
  await leaveForLater(later, [...open.values()], options)
  await Promise.all(applied)
}

/** If this fails, the call is made again, and refused again. */
async function setAside({ id, kind, key }: DueIntent, reason: string, { database, log }: WorkerOptions) {
  log.error({ intent: kind, key, reason }, 'a call is refused for good and parked: a person must look')
  await parkCall(database, id, reason).catch((error) =>
    log.warn({ intent: kind, key, error: String(error) }, 'a call that was refused could not be parked yet'),
  )
}

/** If even this fails, the calls are due again when their lease ends. */
async function leaveForLater(
  later: ReadonlyMap<number, DueIntent[]>,
  unknown: readonly DueIntent[],
  { database, log }: WorkerOptions,
) {
  try {
    for (const [inMilliseconds, intents] of later) await putBack(database, intents, inMilliseconds)
    if (unknown.length > 0) await askAgain(database, unknown, retryIn)
  } catch (error) {
    log.warn({ error: String(error) }, 'calls stay claimed until their lease ends')
  }
}

/** An intent has one outcome id, however often it is learned, and so have the events that follow from it. */
const outcome = <Result>(kind: IntentKind<unknown, Result>, intent: DueIntent, result: Result): Outcome<Result> => ({
  id: derivedId(intent.id, 'answered'),
  name: kind.answered.name,
  key: intent.entity,
  data: result,
  correlationId: intent.correlationId,
  traceparent: intent.traceparent,
  intentId: intent.id,
})
