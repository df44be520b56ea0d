import { openLog, openServer, type Server } from '@saga-shop/runtime'
import { afterEach, expect, test } from 'vitest'
import type { Config } from '../config.ts'
import { accounts } from '../login/accounts.ts'
import { openKeys } from '../login/keys.ts'
import { openSessions } from '../login/session.ts'
import { openTokens } from '../login/tokens.ts'
import { traceRequests } from '../tracing.ts'
import { openUpstream } from '../upstream/upstream.ts'
import { openOrdersView } from '../views/orders.ts'
import type { Context } from './context.ts'
import { orderRoutes } from './order-routes.ts'

const [ada, grace] = accounts
const orderId = '0197f000-0000-7000-8000-00000000abcd'
const total = { minor: 1_290, currency: 'EUR' }
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function server(name: string): Promise<Server> {
  const app = await openServer({ name, description: '', log: openLog('test', { instance: '1', level: 'silent' }) })
  closing.push(() => app.close())
  return app
}

const upstreamAt = (name: string, urls: string) => {
  const upstream = openUpstream({ name, urls, atOnce: 8, patience: 1_000 })
  closing.push(() => upstream.close())
  return upstream
}

/** A basket service that has accepted one order of Ada's, and an order service that has heard of none. */
async function services() {
  const [basket, order] = await Promise.all([server('basket'), server('order')])
  basket.get('/baskets/:customerId/undecided', async (request) => {
    const { customerId } = request.params as { customerId: string }
    return customerId === ada?.customerId ? [{ orderId, items: [{ productId: 'tea', quantity: 1 }], total }] : []
  })
  order.get('/orders', async () => [])
  for (const app of [basket, order]) await app.listen({ port: 0, host: '127.0.0.1' })
  return { basket, order }
}

/** The routes with all that is behind them, just started: no event has come by. */
async function window(urls: { readonly basket: string; readonly order: string }) {
  const app = await server('storefront')
  traceRequests(app)
  const config = { PUBLIC_URL: 'http://localhost', WATCHERS: 'keepers' } as Config
  const tokens = openTokens(await openKeys(undefined))
  const { access } = await openSessions(app, tokens, config)
  const nobody = upstreamAt('nobody', 'http://127.0.0.1:1')
  const upstreams = { basket: upstreamAt('basket', urls.basket), order: upstreamAt('order', urls.order) }
  const others = { payment: nobody, shipping: nobody, email: nobody }
  const context = { config, access, tokens, orders: openOrdersView(10), upstreams: { ...upstreams, ...others } }
  orderRoutes(app, context as Context)
  return async (account: typeof ada, url: string, method: 'GET' | 'POST' = 'GET') => {
    const headers = { cookie: `saga-login=${account ? await tokens.forLogin(account) : ''}` }
    const answer = await app.inject({ url, method, headers })
    return { status: answer.statusCode, body: answer.json() }
  }
}

test('an order that was accepted stands in “my orders” though nobody has heard its event, and in nobody else’s', async () => {
  const { basket, order } = await services()
  const ask = await window({ basket: basket.listeningOrigin, order: order.listeningOrigin })
  expect((await ask(ada, '/api/orders')).body).toEqual({
    orders: [{ id: orderId, status: 'accepted', settled: false, lines: [{ productId: 'tea', quantity: 1 }], total }],
    from: 'order',
  })
  expect((await ask(grace, '/api/orders')).body).toEqual({ orders: [], from: 'order' })
})

test('its page is there for its customer, also when the storefront has just started, and for nobody else', async () => {
  const { basket, order } = await services()
  const ask = await window({ basket: basket.listeningOrigin, order: order.listeningOrigin })
  expect((await ask(grace, `/api/orders/${orderId}`)).status).toBe(404)
  expect(await ask(ada, `/api/orders/${orderId}`)).toMatchObject({
    status: 200,
    body: { status: 'accepted', order: { because: 'not-there-yet' }, heard: [] },
  })
  expect((await ask(grace, `/api/orders/${orderId}`)).status).toBe(404)
})

test('while the basket service is silent, too, it is said that nobody can tell', async () => {
  const { order } = await services()
  const ask = await window({ basket: 'http://127.0.0.1:1', order: order.listeningOrigin })
  expect((await ask(ada, '/api/orders')).body).toMatchObject({ orders: [], undecided: { service: 'basket' } })
  const { status, body } = await ask(ada, `/api/orders/${orderId}`)
  expect([status, body.status, body.payment.because]).toEqual([200, 'unknown', 'not-yours'])
  const refused = await ask(ada, `/api/orders/${orderId}/cancellation`, 'POST')
  expect([refused.status, refused.body.detail]).toEqual([503, expect.stringContaining('basket cannot be reached')])
})
