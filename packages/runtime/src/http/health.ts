import type { Server } from './server.ts'

/** What is in the way of being ready, in a sentence; nothing when all is well. */
export type Check = () => string | undefined | Promise<string | undefined>

/** `/health/live`: the process runs. `/health/ready`: it can do its work; if not, why not. */
export function serveHealth(app: Server, checks: Record<string, Check>) {
  app.get('/health/live', { config: { always: true }, schema: { hide: true } }, () => ({ status: 'live' }))
  app.get('/health/ready', { config: { always: true }, schema: { hide: true } }, async (_, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
    )
    const ready = results.every(([, result]) => result === 'ok')
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) })
  })
}
