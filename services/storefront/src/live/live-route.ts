import type { ServerResponse } from 'node:http'
import { busy, HttpProblem, type Room, room, type Server } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isMissing, LiveQuery, Problem } from '../api.ts'
import type { Context } from '../shop/context.ts'
import { ownOnly } from '../shop/own-order.ts'
import { askOwnOrders } from '../shop/own-orders.ts'
import { type Audience, type Wants, type Watcher, wantsOf } from './audience.ts'
import { type Missed, missedSince, replay } from './catch-up.ts'
import type { History } from './history.ts'
import type { Memory } from './memory.ts'
import { tellPast } from './tell-past.ts'

/** What is there once Kafka and the registry were reached. */
export interface Live {
  readonly memory: Memory
  readonly history: History
}

/** `GET /api/live`: every event as it happens. Who was cut off goes on where they were. */
export function liveRoute(app: Server, context: Context, audience: Audience, live: () => Live | undefined) {
  const { config } = context
  const catchingUp = room(atOnce)
  app.get(
    '/api/live',
    {
      config: { always: true }, // watchers stay: they are counted apart from requests
      schema: {
        summary: 'Every event of every topic as server-sent events; see LiveEvent, LiveHello, LivePulse',
        querystring: LiveQuery,
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 4_000 })) }),
        response: { 200: Type.String({ description: 'text/event-stream' }), 401: Problem, 403: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const wants = await wantsFor(request, request.query, reply.raw, context)
      const open = live()
      if (!open) throw busy('starting', 'Events cannot be heard yet. Try again in a second.')
      if (audience.watchers() >= config.LIVE_CLIENTS) throw busy('too-many-watchers', 'Too many are watching.')
      const lastId = request.headers['last-event-id'] ?? request.query.after
      catchingUp.enter()
      const missed = await missedSince(lastId, request.query, wants, open.memory, open.history).catch(
        leaveAnd(catchingUp),
      )
      reply.hijack()
      const watcher = begin(reply.raw, request)
      const over = setTimeout(watcher.drop, untilLoginEnds(request))
      reply.raw.once('close', () => clearTimeout(over))
      const isThere = await tellPast(reply.raw, missed).finally(catchingUp.leave)
      if (isThere) follow(reply.raw, watcher, { name: nameOf(request), wants, missed, memory: open.memory })
      else watcher.drop()
    },
  )

  interface Following {
    readonly name: string
    readonly wants: Wants
    readonly missed: Missed
    readonly memory: Memory
  }

  /** From where they were to what happens now, in one step: nothing can come between. */
  function follow(response: ServerResponse, watcher: Watcher, { name, wants, missed, memory }: Following) {
    const rest = memory.since(missed.reached)
    if (!rest) return watcher.drop() // so slow that it is forgotten already: they come back where they were
    for (const message of replay(rest, missed.reached, wants, memory.places).messages) watcher.write(message)
    const leave = audience.join(name, wants, watcher)
    response.once('close', leave)
    if (response.destroyed) leave()
  }
}

// At most so many are told the past at once.
const atOnce = 32

const leaveAnd =
  ({ leave }: Room) =>
  (error: unknown): never => {
    leave()
    throw error
  }

/** Everything for those who may watch; for others what concerns their own orders. */
async function wantsFor(
  request: FastifyRequest,
  query: LiveQuery,
  response: ServerResponse,
  context: Context,
): Promise<Wants> {
  const { access, orders } = context
  if (query.mine) {
    const { customerId } = access.someone(request)
    await learnOwn(request, customerId, response, context)
    return wantsOf(query, (orderId) => orders.ownerOf(orderId) === customerId)
  }
  if (access.mayWatch(request)) return wantsOf(query)
  const caller = access.someone(request)
  if (!query.order)
    throw new HttpProblem(403, 'keepers-only', 'Only the keeper sees all events. Say `mine` or an order of yours.')
  await ownOnly(context, caller, { orderId: query.order, after: undefined, request })
  return wantsOf(query)
}

// An order of whose events this storefront has heard none is the caller’s if the order service says so: of so many, the
// newest. While it is silent it is asked again, with this pause in milliseconds.
const newest = 100
const pause = 2_000

/** Finds out whose the older orders are: before anything is told, or else as soon as that can be, while somebody watches. */
async function learnOwn(request: FastifyRequest, customerId: string, response: ServerResponse, context: Context) {
  const ask = async () => !isMissing(await askOwnOrders(context, request, customerId, newest))
  if (await ask()) return
  const again = setInterval(() => void ask().then((known) => known && clearInterval(again)), pause)
  response.once('close', () => clearInterval(again))
}

/** Those who asked the same in the same words share what is written to them; what is mine is nobody else’s. */
const nameOf = ({ query, caller }: FastifyRequest) => {
  const { order, service, topic, mine } = query as LiveQuery
  return JSON.stringify([order, service, topic, mine && caller?.customerId])
}

/** Writes the head, and from then on bytes as they are: no chunks, the end of the connection is the end. */
function begin(response: ServerResponse, request: FastifyRequest): Watcher {
  response.useChunkedEncodingByDefault = false
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'x-request-id': request.trace.requestId,
    traceparent: request.trace.traceparent,
    connection: 'close',
  })
  response.socket?.setNoDelay(true)
  response.on('error', () => {})
  return {
    waiting: () => response.writableLength,
    write: (bytes) => void response.write(bytes),
    drop: () => void response.destroy(),
  }
}

const longest = 2 ** 31 - 1

const untilLoginEnds = ({ caller }: FastifyRequest) =>
  caller ? Math.min(longest, Math.max(0, caller.until.getTime() - Date.now())) : longest
