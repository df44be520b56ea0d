import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claims, type Key, newKey, now, openIssuer, sign } from '../../test/issuer.ts'
import { answerWithProblems } from '../http/problems.ts'
import { customerInPath, guardRoutes, orderInPath } from './guard.ts'

const ada = '0197f000-0000-7000-8000-000000000001'
const grace = '0197f000-0000-7000-8000-000000000002'
const order = '0197f000-0000-7000-8000-0000000000aa'

/** A service with a route for each kind of people. */
async function guarded(keysUrl: string | undefined, tokenless: 'refused' | 'trusted' = 'refused') {
  const app = fastify()
  answerWithProblems(app)
  guardRoutes(app, 'order', { keysUrl, tokenless, tls: undefined })
  const yes = () => ({ yes: true })
  app.get('/products', { config: { access: 'anybody' } }, yes)
  app.get('/health/live', { config: { always: true } }, yes)
  app.get('/baskets/:customerId', { config: { access: customerInPath('customerId') } }, yes)
  app.get('/payments/:orderId', { config: { access: orderInPath('orderId') } }, yes)
  app.get('/parked', yes)
  await app.ready()
  return {
    close: () => app.close(),
    status: async (url: string, authorization?: string) =>
      (await app.inject({ url, ...(authorization !== undefined && { headers: { authorization } }) })).statusCode,
    answer: (url: string, authorization: string) => app.inject({ url, headers: { authorization } }),
  }
}

let issuer: Awaited<ReturnType<typeof openIssuer>>
let service: Awaited<ReturnType<typeof guarded>>
let key: Key
let stranger: Key

beforeAll(async () => {
  issuer = await openIssuer()
  key = await issuer.newKey()
  stranger = await newKey()
  service = await guarded(issuer.url)
})
afterAll(async () => {
  await service.close()
  await issuer.close()
})

const text = (part: object | string) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
const header = (changes: object = {}) => ({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt', ...changes })

/** A token put together by hand, signed by whatever `by` does. */
const made = (head: object, payload: object, by: (input: string) => Buffer) => {
  const input = `${text(head)}.${text(payload)}`
  return `${input}.${by(input).toString('base64url')}`
}
const hmac = (secret: string | Buffer) => (input: string) => createHmac('sha256', secret).update(input).digest()
const rightly = (input: string) => signBytes(null, Buffer.from(input), key.privateKey)
const parts = async () => (await sign(key)).split('.')

type Attack = readonly [string, () => Promise<string> | string]

/** Each asks for Ada’s basket, or what else her token would open. */
const attacks: readonly Attack[] = [
  ['no signature, alg none', () => `${text(header({ alg: 'none' }))}.${text(claims())}.`],
  ['alg None', () => made(header({ alg: 'None' }), claims(), rightly)],
  ['alg nOnE', () => made(header({ alg: 'nOnE' }), claims(), rightly)],
  ['alg none with a good signature', () => made(header({ alg: 'none' }), claims(), rightly)],
  ['an empty alg', () => made(header({ alg: '' }), claims(), rightly)],
  ['no alg', () => made({ kid: key.kid, typ: 'at+jwt' }, claims(), rightly)],
  ['alg as a list', () => made(header({ alg: ['EdDSA'] }), claims(), rightly)],
  [
    'HS256 with the public key as a secret (PEM)',
    () => made(header({ alg: 'HS256' }), claims(), hmac(key.publicKey.export({ type: 'spki', format: 'pem' }))),
  ],
  [
    'HS256 with the public key as a secret (DER)',
    () => made(header({ alg: 'HS256' }), claims(), hmac(key.publicKey.export({ type: 'spki', format: 'der' }))),
  ],
  [
    'HS256 with x of the JWK as a secret',
    () => made(header({ alg: 'HS256' }), claims(), hmac(Buffer.from(String(Reflect.get(key.jwk, 'x')), 'base64url'))),
  ],
  ['HS256 with an empty secret', () => made(header({ alg: 'HS256' }), claims(), hmac(''))],
  ['HS256 with the kid as a secret', () => made(header({ alg: 'HS256' }), claims(), hmac(key.kid))],
  [
    'ES256 by a key of its own',
    () =>
      made(header({ alg: 'ES256' }), claims(), (input) =>
        signBytes('sha256', Buffer.from(input), {
          key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
          dsaEncoding: 'ieee-p1363',
        }),
      ),
  ],
  [
    'RS256 by a key of its own',
    () =>
      made(header({ alg: 'RS256' }), claims(), (input) =>
        signBytes('sha256', Buffer.from(input), generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey),
      ),
  ],
  [
    'EdDSA by Ed448',
    () =>
      made(header(), claims(), (input) => signBytes(null, Buffer.from(input), generateKeyPairSync('ed448').privateKey)),
  ],
  ['a stranger’s signature under our kid', () => sign({ ...stranger, kid: key.kid })],
  ['a stranger’s key under its own kid', () => sign(stranger)],
  ['a stranger’s key, brought along as jwk', () => sign(stranger, claims(), { jwk: stranger.jwk })],
  [
    'a stranger’s key, brought along as jwk under our kid',
    () => sign({ ...stranger, kid: key.kid }, claims(), { jwk: stranger.jwk }),
  ],
  ['a stranger’s jku', () => sign(stranger, claims(), { jku: 'http://127.0.0.1:9/keys' })],
  ['a stranger’s x5u', () => sign(stranger, claims(), { x5u: 'http://127.0.0.1:9/cert' })],
  ['a stranger’s x5c', () => sign(stranger, claims(), { x5c: ['AAAA'] })],
  ['no kid', () => made({ alg: 'EdDSA', typ: 'at+jwt' }, claims(), rightly)],
  ['an empty kid', () => made(header({ kid: '' }), claims(), rightly)],
  ['a kid that climbs folders', () => made(header({ kid: '../../../../dev/null' }), claims(), hmac(''))],
  ['a kid with SQL in it', () => made(header({ kid: "x' union select 'key" }), claims(), rightly)],
  ['a kid with a command in it', () => made(header({ kid: `${key.kid};sleep 10` }), claims(), rightly)],
  ['a kid as a number', () => made(header({ kid: 1 }), claims(), rightly)],
  ['a kid as a list', () => made(header({ kid: [key.kid] }), claims(), rightly)],
  ['a kid that is very long', () => made(header({ kid: 'k'.repeat(3_000) }), claims(), rightly)],
  ['the type of a login', () => sign(key, claims(), { typ: 'login+jwt' })],
  ['the type of any JWT', () => sign(key, claims(), { typ: 'JWT' })],
  ['no type', () => made({ alg: 'EdDSA', kid: key.kid }, claims(), rightly)],
  ['a critical header that nobody knows', () => made(header({ crit: ['admin'], admin: true }), claims(), rightly)],
  ['an unencoded payload (b64 false)', () => made(header({ crit: ['b64'], b64: false }), claims(), rightly)],
  ['expired', () => sign(key, claims({ exp: now() - 60 }))],
  ['expired long ago', () => sign(key, claims({ iat: 1, exp: 2 }))],
  ['never expiring', () => sign(key, claims({ exp: undefined }))],
  ['expiring in text', () => made(header(), { ...claims(), exp: `${now() + 60}` }, rightly)],
  ['issued long ago, good for a year', () => sign(key, claims({ iat: now() - 3_600, exp: now() + 31_536_000 }))],
  ['issued in the future', () => sign(key, claims({ iat: now() + 3_600, exp: now() + 3_660 }))],
  ['not issued at any time', () => sign(key, claims({ iat: undefined }))],
  ['not good yet', () => sign(key, claims({ nbf: now() + 600 }))],
  ['for another service', () => sign(key, claims({ aud: 'payment' }))],
  ['for the storefront', () => sign(key, claims({ aud: 'storefront' }))],
  ['for everybody', () => sign(key, claims({ aud: '*' }))],
  ['for a list of services', () => sign(key, claims({ aud: ['order', 'payment'] }))],
  ['for nobody', () => sign(key, claims({ aud: undefined }))],
  ['for ORDER', () => sign(key, claims({ aud: 'ORDER' }))],
  ['from another issuer', () => sign(key, claims({ iss: 'https://evil.example' }))],
  ['from an issuer that begins like ours', () => sign(key, claims({ iss: 'saga-shop/storefront.evil.example' }))],
  ['from nobody', () => sign(key, claims({ iss: undefined }))],
  ['about nobody', () => sign(key, claims({ sub: undefined }))],
  ['about what is no customer', () => sign(key, claims({ sub: `${ada}' or '1'='1` }))],
  ['without an id', () => sign(key, claims({ jti: undefined }))],
  ['with a role that there is not', () => sign(key, claims({ role: 'admin' }))],
  ['with two roles', () => sign(key, claims({ role: ['customer', 'keeper'] }))],
  ['without a role', () => sign(key, claims({ role: undefined }))],
  ['with orders that are no list', () => sign(key, claims({ orders: order }))],
  [
    'with another payload under the same signature',
    async () => parts().then(([head, , tail]) => `${head}.${text(claims({ sub: grace }))}.${tail}`),
  ],
  [
    'with another head over the same signature',
    async () => parts().then(([, payload, tail]) => `${text(header({ x: 1 }))}.${payload}.${tail}`),
  ],
  [
    'with a bit of the signature changed',
    async () =>
      parts().then(
        ([head, payload, tail = '']) => `${head}.${payload}.${tail.startsWith('A') ? 'B' : 'A'}${tail.slice(1)}`,
      ),
  ],
  [
    'with a signature cut off',
    async () => parts().then(([head, payload, tail]) => `${head}.${payload}.${tail?.slice(0, 40)}`),
  ],
  ['with an empty signature', async () => parts().then(([head, payload]) => `${head}.${payload}.`)],
  ['with a fourth part', async () => `${await sign(key)}.AAAA`],
  ['in two parts', async () => parts().then(([head, payload]) => `${head}.${payload}`)],
  ['with a payload that is no JSON', () => made(header(), 'no' as never, rightly)],
  ['with a payload that is a list', () => made(header(), [claims()], rightly)],
  ['that is no token', () => 'swordfish'],
  ['that is empty', () => ''],
  ['that is long', () => 'a'.repeat(5_000)],
  [
    'as JSON (JWS JSON serialization)',
    async () => parts().then(([head, payload, tail]) => JSON.stringify({ protected: head, payload, signature: tail })),
  ],
]

describe('a token is refused', () => {
  test.each(attacks)('%s', async (_, token) => {
    expect(await service.status(`/baskets/${ada}`, `Bearer ${await token()}`)).toBe(401)
  })
  test.each(['Basic YWRhOmFkYQ==', 'bearer', 'Bearer', 'Token x', 'Bearer  two  blanks'])(
    '%s',
    async (authorization) => {
      expect(await service.status(`/baskets/${ada}`, authorization)).toBe(401)
    },
  )
  test('when there is none', async () => {
    expect(await service.status(`/baskets/${ada}`)).toBe(401)
  })
  test('and the answer says how to come back, and not what was wrong with the signature', async () => {
    const { headers, body } = await service.answer(
      `/baskets/${ada}`,
      `Bearer ${await sign({ ...stranger, kid: key.kid })}`,
    )
    expect(headers['www-authenticate']).toBe('Bearer')
    expect(body).not.toMatch(/signature|verif/i)
  })
})

describe('a good token opens what is its bearer’s', () => {
  const bearer = async (changes = {}) => `Bearer ${await sign(key, claims(changes))}`

  test.each([
    ['their basket', `/baskets/${ada}`, {}, 200],
    ['the basket of somebody else', `/baskets/${grace}`, {}, 403],
    ['the basket of somebody else, with orders', `/baskets/${grace}`, { orders: [grace] }, 403],
    ['the payment of their order', `/payments/${order}`, { orders: [order] }, 200],
    ['the payment of an order that nobody says is theirs', `/payments/${order}`, {}, 403],
    ['the payment of another order', `/payments/${order}`, { orders: [ada] }, 403],
    ['what is the keeper’s', '/parked', {}, 403],
    ['what is the keeper’s, by name', '/parked', { name: 'keeper' }, 403],
    ['a basket, for the keeper', `/baskets/${grace}`, { role: 'keeper' }, 200],
    ['a payment, for the keeper', `/payments/${order}`, { role: 'keeper' }, 200],
    ['what is parked, for the keeper', '/parked', { role: 'keeper' }, 200],
    ['nothing, where there is nothing', '/nothing', {}, 404],
  ])('%s', async (_, url, changes, status) => {
    expect(await service.status(url, await bearer(changes))).toBe(status)
  })

  test('and what is for everybody needs none', async () => {
    expect(await service.status('/products')).toBe(200)
    expect(await service.status('/health/live')).toBe(200)
  })
})

describe('the keys', () => {
  test('are looked up when a new one is used', async () => {
    const own = await openIssuer()
    await own.newKey()
    const other = await guarded(own.url)
    const renewed = await own.newKey()
    expect(await other.status(`/baskets/${ada}`, `Bearer ${await sign(renewed)}`)).toBe(200)
    await other.close()
    await own.close()
  })

  test('are not looked up again and again by who sends tokens with keys that nobody knows', async () => {
    await service.status(`/baskets/${ada}`, `Bearer ${await sign(key)}`)
    const before = issuer.asked()
    for (let attempt = 0; attempt < 20; attempt++)
      await service.status('/parked', `Bearer ${await sign(await newKey())}`)
    expect(issuer.asked() - before).toBeLessThanOrEqual(1)
  })

  test.each(['silent', 'nonsense'] as const)(
    'that cannot be had (%s) open nothing, and it is said that this may pass',
    async (how) => {
      const own = await openIssuer()
      const known = await own.newKey()
      own.fail(how)
      const other = await guarded(own.url)
      const { statusCode, headers } = await other.answer(`/baskets/${ada}`, `Bearer ${await sign(known)}`)
      expect(statusCode).toBe(503)
      expect(headers['retry-after']).toBeDefined()
      own.fail('no')
      expect(await other.status(`/baskets/${ada}`, `Bearer ${await sign(known)}`)).toBe(200)
      await other.close()
      await own.close()
    },
  )

  test('that were seen stay good while their issuer is away', async () => {
    const own = await openIssuer()
    const known = await own.newKey()
    const other = await guarded(own.url)
    expect(await other.status(`/baskets/${ada}`, `Bearer ${await sign(known)}`)).toBe(200)
    await own.close()
    expect(await other.status(`/baskets/${ada}`, `Bearer ${await sign(known)}`)).toBe(200)
    expect(await other.status(`/baskets/${ada}`)).toBe(401)
    await other.close()
  })
})

test('without JWKS_URL nobody needs a token', async () => {
  const open = await guarded(undefined)
  expect(await open.status('/parked')).toBe(200)
  await open.close()
})

test('where those without a token are trusted, those with a bad one are not', async () => {
  const trusting = await guarded(issuer.url, 'trusted')
  expect(await trusting.status('/parked')).toBe(200)
  expect(await trusting.status('/parked', 'Bearer x')).toBe(401)
  expect(await trusting.status(`/baskets/${grace}`, `Bearer ${await sign(key)}`)).toBe(403)
  await trusting.close()
})
