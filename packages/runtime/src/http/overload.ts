import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { busy, room } from './admission.ts'
import { HttpProblem } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered also when nothing else is: whoever asks wants to know how things stand. */
    readonly always?: true
  }
}

// Half a second behind on average: by then clients wait longer for their turn than for an answer.
const mostDelay = 500
// Idle connections cost little, but they cost.
const connectionsPerRequest = 4

/**
 * Refuses in the cheapest place, before a body is read: when too many requests are in hand, or when the event loop
 * runs behind. Routes may limit their callers, too, by `config: { rateLimit }`. Health and figures are always answered.
 */
export async function refuseOverload(app: FastifyInstance, requestsAtOnce: number) {
  const inHand = room(requestsAtOnce)
  app.server.maxConnections = requestsAtOnce * connectionsPerRequest
  app.addHook('onRequest', (request, reply, done) => {
    if (!isAlways(request)) {
      inHand.enter()
      reply.raw.once('close', inHand.leave)
    }
    done()
  })
  await app.register(underPressure, {
    maxEventLoopDelay: mostDelay,
    pressureHandler: async (request) => {
      if (!isAlways(request))
        throw busy('overloaded', 'Too busy at the moment. Nothing was done: try again in a second.')
    },
  })
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl, max }) =>
      new HttpProblem(429, 'too-many-requests', `${max} are enough for now: try again later.`, Math.ceil(ttl / 1_000)),
  })
  return { inHand: inHand.inside }
}

const isAlways = ({ routeOptions }: FastifyRequest) => routeOptions.config.always === true
