import { generateKeyPairSync } from 'node:crypto'
import { openLog, openServer, type Server } from '@saga-shop/runtime'
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../config.ts'
import { accounts } from './accounts.ts'
import { type Keys, openKeys } from './keys.ts'
import { loginRoutes } from './login-routes.ts'
import { ownPagesOnly } from './own-pages-only.ts'
import { openSessions } from './session.ts'
import { openTokens, type Tokens } from './tokens.ts'

const ada = accounts[0] ?? expect.fail('nobody')
const settings = { PUBLIC_URL: 'https://shop.example', PUBLIC_HOSTS: 'localhost', WATCHERS: 'keepers' } as Config

async function opened(config: Config) {
  const keys = await openKeys(undefined)
  const tokens = openTokens(keys)
  const app = await openServer({
    name: 'storefront',
    description: '',
    log: openLog('test', { instance: '1', level: 'silent' }),
  })
  ownPagesOnly(app, config)
  const sessions = await openSessions(app, tokens, config)
  loginRoutes(app, tokens, sessions, config)
  app.get('/kept', async (request) => sessions.access.keeper(request).name)
  return { app, tokens, keys }
}

let app: Server
let tokens: Tokens
let keys: Keys
beforeAll(async () => ({ app, tokens, keys } = await opened(settings)))
afterAll(() => app.close())

const host = { host: 'localhost' }
const logIn = (name: string, headers = {}) =>
  app.inject({ method: 'POST', url: '/api/login', payload: { customer: name }, headers: { ...host, ...headers } })
const me = async (cookie: string) =>
  (await app.inject({ url: '/api/me', headers: { ...host, cookie } })).json<{ account: { name: string } | null }>()
    .account?.name
const cookieOf = (answer: Awaited<ReturnType<typeof logIn>>) => String(answer.headers['set-cookie']).split(';')[0] ?? ''

describe('a login', () => {
  test('is a cookie that scripts cannot read, other sites cannot send, and only this host gets', async () => {
    const line = String((await logIn('ada')).headers['set-cookie'])
    expect(line).toMatch(/^__Host-saga-login=/)
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(line).toContain(word)
    expect(line).not.toMatch(/Domain/i)
  })

  test('is good until it is ended, wherever its cookie was copied to', async () => {
    const cookie = cookieOf(await logIn('ada'))
    expect(await me(cookie)).toBe('ada')
    await app.inject({ method: 'POST', url: '/api/logout', headers: { ...host, cookie } })
    expect(await me(cookie)).toBeUndefined()
  })

  test('of an account that there is not, is none', async () => {
    const answer = await logIn('mallory')
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined])
  })

  test('of a customer opens nothing of the keeper’s', async () => {
    const status = async (name: string) =>
      (await app.inject({ url: '/kept', headers: { ...host, cookie: cookieOf(await logIn(name)) } })).statusCode
    expect([await status('ada'), await status('keeper')]).toEqual([403, 200])
    expect((await app.inject({ url: '/kept', headers: host })).statusCode).toBe(401)
  })

  const stranger = generateKeyPairSync('ed25519').privateKey
  const forged = (key: Parameters<SignJWT['sign']>[0], claims: object, header: object) =>
    new SignJWT({ role: 'keeper', name: 'keeper', ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: keys.kid, typ: 'login+jwt', ...header })
      .setIssuer('saga-shop/storefront')
      .setAudience('storefront')
      .setSubject(ada.customerId)
      .setJti('1')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key)

  test.each([
    ['signed by a stranger', () => forged(stranger, {}, {})],
    ['under a kid that is not ours', () => forged(keys.privateKey, {}, { kid: 'x' })],
    ['of another type', () => forged(keys.privateKey, {}, { typ: 'at+jwt' })],
    ['with a role that there is not', () => forged(keys.privateKey, { role: 'root' }, {})],
    [
      'that is a token for a service',
      () => tokens.forService('storefront', { customerId: ada.customerId, role: 'keeper' }),
    ],
    ['that is nonsense', async () => 'a.b.c'],
    ['that is empty', async () => ''],
  ])('%s is none', async (_, token) => {
    expect(await me(`__Host-saga-login=${await token()}`)).toBeUndefined()
  })

  test('under the cookie’s name without its prefix is none', async () => {
    expect(await me(cookieOf(await logIn('ada')).replace('__Host-', ''))).toBeUndefined()
  })

  test('without https has no prefix: browsers would not take it', async () => {
    const plain = await opened({ ...settings, PUBLIC_URL: 'http://localhost:4000' })
    const answer = await plain.app.inject({
      method: 'POST',
      url: '/api/login',
      payload: { customer: 'ada' },
      headers: host,
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/^saga-login=(?!.*Secure)/)
    await plain.app.close()
  })
})

describe('a change that another page makes a browser ask for is refused', () => {
  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['with no page at all, said in a strange way', { 'sec-fetch-site': 'none ' }],
    ['by its origin', { origin: 'https://evil.example' }],
    ['by an origin that begins like ours', { origin: 'https://shop.example.evil.example' }],
    ['by our origin over http', { origin: 'http://shop.example' }],
    ['by an origin that hides', { origin: 'null' }],
  ])('%s', async (_, headers) => {
    expect((await logIn('ada', headers)).statusCode).toBe(403)
  })

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example' }],
    ['who typed it in', { 'sec-fetch-site': 'none' }],
    ['our own page, in an old browser', { origin: 'https://shop.example' }],
    ['who is no browser', {}],
  ])('and that of %s is not', async (_, headers) => {
    expect((await logIn('ada', headers)).statusCode).toBe(200)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'as is what a form could send: %s',
    async (type) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/login',
        payload: '{"customer":"ada"}',
        headers: { ...host, 'content-type': type },
      })
      expect([400, 415]).toContain(answer.statusCode)
    },
  )

  test.each(['evil.example', '169.254.169.254', 'localhost.evil.example'])(
    'nobody is told anything under the name %s',
    async (name) => {
      expect((await app.inject({ url: '/api/me', headers: { host: name } })).statusCode).toBe(421)
    },
  )
})

describe('a token for a service', () => {
  test('is for that service alone, short, and recognised by the keys that are published', async () => {
    const token = await tokens.forService('order', { customerId: ada.customerId, role: 'customer' }, ['1'])
    const jwk = keys.published.keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid)
    const { payload } = await jwtVerify(token, await importJWK(jwk ?? expect.fail('no key')), {
      audience: 'order',
      issuer: 'saga-shop/storefront',
    })
    expect(payload).toMatchObject({ sub: ada.customerId, role: 'customer', orders: ['1'] })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
    expect(JSON.stringify(keys.published)).not.toContain('"d"')
  })

  test('is signed by the first key of several, and all of them are published', async () => {
    const pems = [1, 2].map(() => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const both = await openKeys(pems.join(''))
    expect(both.published.keys).toHaveLength(2)
    expect(both.kid).toBe(both.published.keys[0]?.kid)
  })

  test.each([
    ['nothing', 'no key'],
    [
      'an RSA key',
      generateKeyPairSync('rsa', { modulusLength: 2_048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    ],
  ])('cannot be signed with %s', async (_, pem) => {
    await expect(openKeys(pem)).rejects.toThrow(/SIGNING_KEY/)
  })
})

test('who tries one account after the other is told to wait', async () => {
  const strict = await opened(settings)
  const statuses = []
  for (let attempt = 0; attempt < 62; attempt++)
    statuses.push(
      (await strict.app.inject({ method: 'POST', url: '/api/login', payload: { customer: 'mallory' }, headers: host }))
        .statusCode,
    )
  expect(statuses.at(0)).toBe(403)
  expect(statuses.at(-1)).toBe(429)
  await strict.app.close()
})
