import { derivedId } from '../announcements.ts'
import type { Outcome } from '../cause.ts'
import { crashPoint } from '../crash-point.ts'
import { parkCall } from '../parking/parked-calls.ts'
import { traceCalls } from '../tracing/call-trace.ts'
import { whose } from '../tracing/tracer.ts'
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
  /**
   * How many `make` run at once, and how many intents travel together at most. For a moment up to twice as many run, when
   * some are claimed as they are born while others are looked for.
   */
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

interface CallOptions extends WorkerOptions {
  /** Told in how many milliseconds one that is put off is due. */
  readonly dueIn: (milliseconds: number) => void
}

/** Makes calls, and hands their outcomes to the next batch, like events. Never rejects. */
export async function callOut<Result>(calls: Calls<unknown, Result>, due: readonly DueIntent[], options: CallOptions) {
  const { kind } = calls
  const open = new Map(due.map((intent) => [intent.id, intent]))
  const later = new Map<number, DueIntent[]>()
  const trace = traceCalls(due)
  const applied: Promise<unknown>[] = []
  const report: Report<Result> = {
    answered: (intent, result) => {
      if (!open.delete(intent.id)) return
      crashPoint('outcome-known')
      const traceparent = (trace ? trace.answered(intent) : intent.traceparent) ?? undefined
      applied.push(apply(outcome(kind, intent, result, traceparent), intent, options))
    },
    refused: (intent, reason) => {
      if (!open.delete(intent.id)) return
      trace?.failed(intent, reason)
      applied.push(setAside(intent, reason, options))
    },
    later: (intent, inMilliseconds) => {
      if (open.delete(intent.id)) later.set(inMilliseconds, [...(later.get(inMilliseconds) ?? []), intent])
    },
  }

  const began = performance.now()
  crashPoint('intents-claimed')
  await calls.make(due, report).catch((error) => tellUnknown(kind.name, [...open.values()], error, options))
  options.took?.(kind.name, (performance.now() - began) / 1_000)
  if (open.size > 0) crashPoint('calls-unknown')
  for (const intent of open.values()) trace?.failed(intent, 'no answer: it is asked for again')
  await leaveForLater(later, [...open.values()], options)
  await Promise.all(applied)
}

const apply = (outcome: Outcome, { kind, key }: DueIntent, { batcher, log }: WorkerOptions) =>
  batcher.submit({ causes: [outcome] }).then(
    () => crashPoint('outcome-committed'),
    (error) =>
      log.error(
        { intent: kind, key, ...whose(outcome), error: String(error) },
        'an outcome could not be applied; it is asked for again',
      ),
  )

// Enough to find the others by.
const fewOrders = 5

function tellUnknown(intent: string, unknown: readonly DueIntent[], error: unknown, { log }: WorkerOptions) {
  const orders = unknown.slice(0, fewOrders).map(({ correlationId }) => correlationId)
  log.warn({ intent, unknown: unknown.length, orders, error: String(error) }, 'outside calls failed')
}

/** If this fails, the call is made again, and refused again. */
async function setAside(call: DueIntent, reason: string, { database, log }: WorkerOptions) {
  const about = { intent: call.kind, key: call.key, ...whose(call) }
  log.error({ ...about, reason }, 'a call is refused for good and parked: a person must look')
  await parkCall(database, call.id, reason).catch((error) =>
    log.warn({ ...about, error: String(error) }, 'a call that was refused could not be parked yet'),
  )
}

/** If even this fails, the calls are due again when their lease ends. */
async function leaveForLater(
  later: ReadonlyMap<number, DueIntent[]>,
  unknown: readonly DueIntent[],
  { database, log, dueIn }: CallOptions,
) {
  try {
    for (const [inMilliseconds, intents] of later) {
      await putBack(database, intents, inMilliseconds)
      dueIn(inMilliseconds)
    }
    if (unknown.length > 0) await askAgain(database, unknown, retryIn)
  } catch (error) {
    log.warn({ error: String(error) }, 'calls stay claimed until their lease ends')
  }
}

/** An intent has one outcome id, however often it is learned, and so have the events that follow from it. */
const outcome = <Result>(
  kind: IntentKind<unknown, Result>,
  intent: DueIntent,
  result: Result,
  traceparent: string | undefined,
): Outcome<Result> => ({
  id: derivedId(intent.id, 'answered'),
  name: kind.answered.name,
  key: intent.entity,
  data: result,
  correlationId: intent.correlationId,
  traceparent,
  intentId: intent.id,
})
