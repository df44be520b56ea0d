import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Server } from './server.ts'

/** Where a process keeps its figures, with those that every Node process has. */
export function openRegister(service: string): Registry {
  const register = new Registry()
  register.setDefaultLabels({ service })
  collectDefaultMetrics({ register })
  return register
}

/** What is so when somebody asks. */
export const gauge = (name: string, help: string, read: () => number, registers: Registry[]) =>
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read())
    },
  })

/** What is counted elsewhere. */
export const counter = (name: string, help: string, read: () => number, registers: Registry[]) =>
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset()
      this.inc(read())
    },
  })

/** `GET /metrics` */
export const serveMetrics = (app: Server, register: Registry) =>
  app.get('/metrics', { config: { always: true }, schema: { hide: true } }, async (_, reply) =>
    reply.type(register.contentType).send(await register.metrics()),
  )
