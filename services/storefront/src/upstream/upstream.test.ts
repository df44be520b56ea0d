import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { openUpstream, type Upstream } from './upstream.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A service that answers like this, and how often it was asked. */
async function service(answer: RequestListener, options: { atOnce?: number; patience?: number } = {}) {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const upstream = openUpstream({
    name: 'order',
    urls: `http://127.0.0.1:${port}`,
    atOnce: 4,
    patience: 10_000, // whoever is to be late says so
    ...options,
  })
  closing.push(
    () => upstream.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { upstream, asked: () => asked, server }
}

const because = (upstream: Upstream) =>
  upstream.ask({ path: '/' }).then(
    ({ status }) => status,
    (error: { because?: string }) => error.because,
  )

test('an answer is an answer, also a no', async () => {
  const { upstream } = await service((_, response) => response.writeHead(404).end('{"detail":"none"}'))
  await expect(upstream.ask({ path: '/' })).resolves.toEqual({ status: 404, body: { detail: 'none' }, stale: false })
  expect(upstream.condition()).toEqual({ circuit: 'closed', since: undefined, why: undefined })
})

test('who fails says why, as far as they say anything', async () => {
  const { upstream } = await service((_, response) => response.writeHead(503).end('{"detail":"The database is away."}'))
  await expect(upstream.ask({ path: '/' })).rejects.toMatchObject({
    because: 'failed',
    message: 'The database is away.',
  })
})

test('who is late is not waited for', async () => {
  const { upstream } = await service(() => {}, { patience: 200 })
  const began = performance.now()
  expect(await because(upstream)).toBe('late')
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('nobody there is found out at once', async () => {
  const upstream = openUpstream({ name: 'order', urls: 'http://127.0.0.1:1', atOnce: 4, patience: 1_000 })
  expect(await because(upstream)).toBe('unreachable')
  expect(upstream.condition().since).toBeInstanceOf(Date)
  await upstream.close()
})

test('who fails again and again is left alone for a moment, and asked again by itself', async () => {
  let isWell = false
  const { upstream, asked } = await service((_, response) => response.writeHead(isWell ? 200 : 500).end('{}'))
  for (let time = 0; time < 5; time++) expect(await because(upstream)).toBe('failed')
  expect(await because(upstream)).toBe('resting')
  expect([asked(), upstream.condition().circuit]).toEqual([5, 'open'])
  isWell = true
  await sleep(1_100)
  expect(await because(upstream)).toBe(200)
  expect(upstream.condition()).toEqual({ circuit: 'closed', since: undefined, why: undefined })
})

test('only so many are on their way at once, and a few wait; the rest is told so at once', async () => {
  const { upstream, asked } = await service(() => {}, { atOnce: 2, patience: 300 })
  const all = Array.from({ length: 10 }, () => because(upstream))
  expect((await Promise.all(all)).toSorted()).toEqual([...Array(6).fill('crowded'), ...Array(4).fill('late')])
  expect(asked()).toBeLessThanOrEqual(4)
})

test('several instances take turns', async () => {
  const [one, other] = [
    await service((_, response) => response.end('"one"')),
    await service((_, response) => response.end('"other"')),
  ]
  const ports = [one, other].map(({ server }) => (server.address() as { port: number }).port)
  const upstream = openUpstream({
    name: 'order',
    urls: ports.map((port) => `http://127.0.0.1:${port}`).join(','),
    atOnce: 4,
    patience: 10_000,
  })
  const answers = [await upstream.ask({ path: '/' }), await upstream.ask({ path: '/' })]
  expect(answers.map(({ body }) => body)).toEqual(['one', 'other'])
  await upstream.close()
})

test('an instance that is not there has its turn taken by the next', async () => {
  const one = await service((_, response) => response.end('"one"'))
  const { port } = one.server.address() as { port: number }
  const urls = `http://127.0.0.1:1,http://127.0.0.1:${port}`
  const upstream = openUpstream({ name: 'order', urls, atOnce: 4, patience: 10_000 })
  for (let time = 0; time < 8; time++) expect(await because(upstream)).toBe(200)
  expect(upstream.condition().since).toBeUndefined()
  await upstream.close()
})
