import { eventually } from '@saga-shop/testing'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { serveHealth } from './health.ts'
import { openServer, type Server } from './server.ts'

let app: Server
const refused: string[] = []
afterEach(() => app.close())

/** A server with two places, and a route that answers when it is told to. */
async function crowded() {
  app = await openServer({
    name: 'test',
    description: 'test',
    log: openLog('test', { instance: '1', level: 'silent' }),
    requestsAtOnce: 2,
    refused: (reason) => refused.push(reason),
  })
  const told = Promise.withResolvers<string>()
  let inside = 0
  serveHealth(app, {})
  app.get('/slow', () => {
    inside++
    return told.promise
  })
  app.put('/any', () => 'done')
  app.get('/few', { config: { rateLimit: { max: 1, timeWindow: 60_000 } } }, () => 'yes')
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: app.listeningOrigin, told, full: () => eventually(() => expect(inside).toBe(2)) }
}

test('who comes when all places are taken is told at once when to come back; health is answered all the same', async () => {
  const { url, told, full } = await crowded()
  const inside = [fetch(`${url}/slow`), fetch(`${url}/slow`)]
  await full()
  const answer = await fetch(`${url}/any`, { method: 'PUT' })
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.json()).toMatchObject({ type: 'urn:saga-shop:problem:overloaded', status: 503 })
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  told.resolve('at last')
  expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200])
  expect((await fetch(`${url}/any`, { method: 'PUT' })).status).toBe(200)
  expect(refused).toEqual(['overloaded'])
})

test('who left makes room', async () => {
  const { url, full } = await crowded()
  const impatient = new AbortController()
  const inside = [1, 2].map(() => fetch(`${url}/slow`, { signal: impatient.signal }))
  await full()
  expect((await fetch(`${url}/any`, { method: 'PUT' })).status).toBe(503)
  impatient.abort()
  await Promise.allSettled(inside)
  await eventually(async () => expect((await fetch(`${url}/any`, { method: 'PUT' })).status).toBe(200))
})

test('a route may limit how often one client asks', async () => {
  const { url } = await crowded()
  expect((await fetch(`${url}/few`)).status).toBe(200)
  const answer = await fetch(`${url}/few`)
  expect(answer.status).toBe(429)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a body that no route needs is not read into memory', async () => {
  const { url } = await crowded()
  const answer = await fetch(`${url}/any`, {
    method: 'PUT',
    body: JSON.stringify({ name: 'x'.repeat(100_000) }),
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ status: 413 })
})
