import { connect } from 'node:net'
import { openLog, openServer, type Server } from '@saga-shop/runtime'
import { afterEach, expect, test } from 'vitest'
import type { Config } from '../config.ts'
import { accounts } from '../login/accounts.ts'
import { openKeys } from '../login/keys.ts'
import { openSessions } from '../login/session.ts'
import { openTokens } from '../login/tokens.ts'
import type { Context } from '../shop/context.ts'
import { traceRequests } from '../tracing.ts'
import { openUpstream } from '../upstream/upstream.ts'
import { openOrdersView } from '../views/orders.ts'
import { openAudience } from './audience.ts'
import { liveEvent, orderId, topics } from './live.fixtures.ts'
import { liveRoute } from './live-route.ts'
import { openMemory } from './memory.ts'
import { openPlaces } from './position.ts'

const [ada, grace] = accounts
const opened: { app: Server; close(): void }[] = []
afterEach(async () => {
  for (const { app, close } of opened.splice(0)) {
    close()
    await app.close()
  }
})

/** The route with all that is behind it, but Kafka. */
async function window(settings: Partial<Config> = {}) {
  const config = { PUBLIC_URL: 'http://localhost', WATCHERS: 'anybody', LIVE_CLIENTS: 100, ...settings } as Config
  const app = await openServer({
    name: 'storefront',
    description: '',
    log: openLog('test', { instance: '1', level: 'silent' }),
  })
  traceRequests(app)
  const tokens = openTokens(await openKeys(undefined))
  const { access } = await openSessions(app, tokens, config)
  const orders = openOrdersView(100)
  const audience = openAudience()
  const memory = openMemory(openPlaces(topics, 1), 1_000)
  const order = await orderService()
  const upstreams = { order: order.upstream } as Context['upstreams']
  const context = { config, access, tokens, orders, upstreams } as Context
  liveRoute(app, context, audience, () => ({ memory, history: { read: async () => [] } }))
  opened.push({ app, close: audience.close }, { app: order.app, close: () => void order.upstream.close() })
  await app.listen({ port: 0, host: '127.0.0.1' })
  let offset = 0
  const happen = (data: unknown = {}) => {
    const told = memory.remember(liveEvent(0, offset++, { data }))
    if (told) audience.tell(told)
  }
  const cookie = async (account = ada) => `saga-login=${account ? await tokens.forLogin(account) : ''}`
  return { app, audience, orders, order, happen, cookie }
}

/** A service that knows orders, and whose they are; until somebody says whose, it is silent. */
async function orderService() {
  const app = await openServer({
    name: 'order',
    description: '',
    log: openLog('test', { instance: '1', level: 'silent' }),
  })
  let owner: string | undefined
  const answer = { id: orderId, status: 'shipped', settled: false, lines: [], total: { minor: 1, currency: 'EUR' } }
  app.get('/orders', async (request, reply) => {
    const { customerId } = request.query as { customerId: string }
    if (owner === undefined) return await reply.code(503).send()
    return customerId === owner ? [{ ...answer, customerId }] : []
  })
  app.get('/orders/:id', async (_, reply) => (owner ? { ...answer, customerId: owner } : await reply.code(503).send()))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const upstream = openUpstream({ name: 'order', urls: app.listeningOrigin, atOnce: 8, patience: 1_000 })
  return { app, upstream, belongsTo: (customerId = '') => (owner = customerId) }
}

/** Opens a connection, and reads it when told to: `resume`. */
function watcher(app: Server, query = '', cookie = '') {
  const address = app.server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  socket.pause()
  socket.on('error', () => {})
  socket.write(`GET /api/live${query} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`)
  return socket
}

/** All that has come by this connection. */
function wordsOf(socket: ReturnType<typeof watcher>) {
  let heard = ''
  socket.resume().on('data', (bytes) => {
    heard += bytes.toString()
  })
  return () => heard
}

const until = async (holds: () => boolean) => {
  for (let wait = 0; !holds() && wait < 500; wait++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}

test('who takes nothing in is dropped; who does hears everything', async () => {
  const { app, audience, happen } = await window()
  const [slow, fast] = [watcher(app), watcher(app)]
  let heard = ''
  fast.resume().on('data', (bytes) => {
    heard = heard.slice(-100) + bytes.toString()
  })
  await until(() => audience.watchers() === 2)
  const load = 'x'.repeat(200_000)
  for (let count = 0; count < 300 && audience.watchers() === 2; count++) {
    const taken = fast.bytesRead
    happen(load)
    await until(() => fast.bytesRead > taken + load.length)
  }
  expect(audience.dropped()).toBe(1)
  expect(audience.watchers()).toBe(1)
  happen('the last one')
  await until(() => heard.includes('the last one'))
  slow.destroy()
  fast.destroy()
}, 30_000)

test('who comes back after a lot has happened is told all of it, and then what happens next', async () => {
  const { app, happen } = await window()
  for (let count = 0; count < 200; count++) happen('x'.repeat(20_000))
  const socket = watcher(app, '?from=recent')
  let heard = ''
  let events = 0
  socket.resume().on('data', (bytes) => {
    heard = heard.slice(-20) + bytes.toString()
    events += heard.match(/"traceparent":null/g)?.length ?? 0
  })
  await until(() => events >= 200)
  happen('the last one')
  await until(() => heard.includes('the last one'))
  expect(events).toBe(201)
  socket.destroy()
})

test('who leaves is counted no more', async () => {
  const { app, audience } = await window()
  const socket = watcher(app)
  await until(() => audience.watchers() === 1)
  socket.destroy()
  await until(() => audience.watchers() === 0)
})

test('only so many may watch; the others are told to come back', async () => {
  const { app } = await window({ LIVE_CLIENTS: 0 })
  const answer = await app.inject('/api/live')
  expect([answer.statusCode, Number(answer.headers['retry-after']) > 0]).toEqual([503, true])
})

test('where keepers watch, customers see their own orders, and nobody else anything', async () => {
  const { app, orders, cookie } = await window({ WATCHERS: 'keepers' })
  orders.placed(orderId, ada?.customerId ?? '')
  const status = async (query: string, headers = {}) =>
    (await app.inject({ url: `/api/live?${query}`, headers })).statusCode
  expect(await status('')).toBe(401)
  expect(await status(`order=${orderId}`)).toBe(401)
  expect(await status('mine=true')).toBe(401)
  expect(await status('', { cookie: await cookie() })).toBe(403)
  expect(await status(`order=${orderId}`, { cookie: await cookie(grace) })).toBe(404)
})

test('an order of which nothing was heard here is its customer’s all the same: the order service says so', async () => {
  const { app, order, happen, cookie } = await window({ WATCHERS: 'keepers' })
  order.belongsTo(ada?.customerId)
  const [own, other] = [watcher(app, '?mine=true', await cookie(ada)), watcher(app, '?mine=true', await cookie(grace))]
  const [heard, alien] = [wordsOf(own), wordsOf(other)]
  await until(() => heard().includes('hello') && alien().includes('hello'))
  happen('on its way')
  await until(() => heard().includes('on its way'))
  expect(alien()).not.toContain('on its way')
  const status = async (account: typeof ada) =>
    (await app.inject({ url: `/api/live?order=${orderId}`, headers: { cookie: await cookie(account) } })).statusCode
  expect(await status(grace)).toBe(404)
  for (const socket of [own, other]) socket.destroy()
})

test('while the order service is silent one hears of what is known, and of the rest when it is back', async () => {
  const { app, audience, orders, order, happen, cookie } = await window({ WATCHERS: 'keepers' })
  const socket = watcher(app, '?mine=true', await cookie(ada))
  const heard = wordsOf(socket)
  await until(() => audience.watchers() === 1)
  happen('too early')
  order.belongsTo(ada?.customerId)
  await until(() => orders.ownerOf(orderId) === ada?.customerId)
  happen('in time')
  await until(() => heard().includes('in time'))
  expect(heard()).not.toContain('too early')
  socket.destroy()
})

test.each(['order=1', 'service=a;b', 'topic=%00', 'from=yesterday', 'nonsense=1'])('%s is refused', async (query) => {
  const { app } = await window()
  expect((await app.inject(`/api/live?${query}`)).statusCode).toBe(400)
})
