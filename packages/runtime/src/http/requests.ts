import { createHash, randomUUID } from 'node:crypto'
import { v5 as uuidv5 } from 'uuid'
import type { Batcher } from '../batcher.ts'
import type { Command, Kind } from '../cause.ts'
import { type Answer, keyReused } from '../commands.ts'
import { crashPoint } from '../crash-point.ts'
import type { Refusal } from '../decision.ts'
import { currentTrace } from '../tracing/request-trace.ts'
import { inTime, type Limits, room, usualLimits } from './admission.ts'
import { HttpProblem } from './problems.ts'

/** A request that changes something, on its way to a decision. */
export interface Request<Data> {
  readonly kind: Kind<Data>
  /** The entity that it is about. */
  readonly entity: string
  readonly data: Data
  /** The order that it belongs to, if it is about one; otherwise the entity. */
  readonly correlationId?: string
  /** Under which the answer is kept, so that asking again gives the same; without one, each request is a new one. */
  readonly idempotencyKey?: string | undefined
  /** What must be the same for the same request; by default the data. */
  readonly fingerprint?: unknown
}

/**
 * Asks for a decision. The same key and body gets the same answer; another body 422; a refusal 409. Only so many wait,
 * and only so long: the others hear 503.
 */
export function requester(batcher: () => Batcher | undefined, { requestsAtOnce, patience }: Limits = usualLimits) {
  const waiting = room(requestsAtOnce)
  return async <Data>(request: Request<Data>): Promise<Answer> => {
    const open = batcher()
    if (!open) throw new HttpProblem(503, 'starting', 'This service is not ready yet. Try again in a second.', 1)
    const command = toCommand(request)
    waiting.enter()
    const decided = open.submit({ causes: [command], until: performance.now() + patience }).finally(waiting.leave)
    const answer = (await inTime(decided, patience + grace)).get(command)
    crashPoint('request-committed')
    if (!answer) throw new Error(`${request.kind.name} was not answered`)
    if (answer.refused) throw refusal(answer.refused)
    return answer
  }
}

// A transaction that began in time may end a little later, in milliseconds.
const grace = 500

const refusal = ({ reason, detail }: Refusal) => new HttpProblem(statuses.get(reason) ?? 409, reason, detail)

const statuses = new Map([
  [keyReused, 422],
  ['not-found', 404],
])

export type Ask = ReturnType<typeof requester>

// The name space of ids that come from idempotency keys: a key means something only for its kind of request and its entity.
const requests = '7f1d7f62-6b0f-5c39-8a27-3d1f9b6c2f10'

const toCommand = <Data>({
  kind,
  entity,
  data,
  idempotencyKey,
  fingerprint = data,
  ...request
}: Request<Data>): Command<Data> => ({
  id: idempotencyKey === undefined ? randomUUID() : uuidv5(`${kind.name} ${entity} ${idempotencyKey}`, requests),
  kept: idempotencyKey !== undefined,
  name: kind.name,
  key: entity,
  data,
  correlationId: request.correlationId ?? entity,
  traceparent: currentTrace()?.traceparent,
  tracestate: currentTrace()?.tracestate,
  fingerprint: createHash('sha256').update(JSON.stringify(fingerprint, inOrder)).digest('base64url'),
})

/** The same content is the same text, in whatever order its fields came. */
const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
