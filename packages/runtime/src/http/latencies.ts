import type { FastifyInstance } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

const buckets = [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60]

/** How long things take on their way, where somebody waits: told once for each fetch, round of calls and request. */
export function openLatencies(registry: Registry) {
  const registers = [registry]
  const hop = new Histogram({
    name: 'saga_hop_duration_seconds',
    help: 'From the announcement of an event to its effect here: of the oldest in each fetch.',
    labelNames: ['topic'],
    buckets,
    registers,
  })
  const call = new Histogram({
    name: 'saga_call_duration_seconds',
    help: 'Time per round of outside calls, which may be many in one.',
    labelNames: ['call'],
    buckets,
    registers,
  })
  const request = new Histogram({
    name: 'saga_request_duration_seconds',
    help: 'Time per HTTP request, until it is answered.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  return {
    hop: (topic: string, seconds: number) => hop.observe({ topic }, seconds),
    call: (kind: string, seconds: number) => call.observe({ call: kind }, seconds),
    request,
  }
}

export type Latencies = ReturnType<typeof openLatencies>

/** Measures every request but those that ask all the time how things stand. */
export function measureRequests(app: FastifyInstance, { request: histogram }: Latencies) {
  app.addHook('onResponse', ({ method, routeOptions: { url: route = 'nowhere', config } }, reply, done) => {
    if (!config.always) histogram.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    done()
  })
}
