import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { calculateJwkThumbprint, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'

/** Somebody who signs tokens and publishes keys over HTTP, as the storefront does; and lends the pen to attackers. */
export async function openIssuer() {
  const keys: object[] = []
  let asked = 0
  let failing: 'no' | 'silent' | 'nonsense' = 'no'
  const server = createServer((_, response) => {
    asked++
    if (failing === 'silent') return
    response.setHeader('content-type', 'application/json')
    response.end(failing === 'nonsense' ? '<html>' : JSON.stringify({ keys }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''

  return {
    url: `${url}/.well-known/jwks.json`,
    /** Publishes a new key. */
    newKey: async () => {
      const key = await newKey()
      keys.push(key.jwk)
      return key
    },
    forget: () => keys.splice(0),
    fail: (how: typeof failing) => {
      failing = how
    },
    asked: () => asked,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface Key {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly jwk: object
}

/** A key that nobody knows of. */
export async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { kty, crv, x } = publicKey.export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint({ kty: String(kty), crv: String(crv), x: String(x) })
  return { kid, privateKey, publicKey, jwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } }
}

export const now = () => Math.floor(Date.now() / 1_000)

/** The claims of a customer’s token for `order`. */
export const claims = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  iss: 'saga-shop/storefront',
  aud: 'order',
  sub: '0197f000-0000-7000-8000-000000000001',
  jti: '1',
  iat: now(),
  exp: now() + 60,
  role: 'customer',
  ...changes,
})

export const sign = (key: Key, payload: JWTPayload = claims(), header: Partial<JWTHeaderParameters> = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt', ...header }).sign(key.privateKey)
