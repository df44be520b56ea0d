import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Item } from '@saga-shop/contracts'
import { type Stack, type StackOptions, serviceNames, startStack } from '@saga-shop/local'
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose'
import { type Answer, ask, type checkoutOf, type Order, type Placed } from '../shop/index.ts'

/** A shop whose services let nobody in without a token; and the pen that tokens are signed with. */
export interface StrictShop {
  readonly stack: Stack
  asKeeper<Body>(service: string, path: string, question?: Parameters<typeof ask>[1]): Promise<Answer<Body>>
  /** A customer fills a basket and checks out, with tokens of their own. */
  order(
    items: readonly Item[],
    checkout: ReturnType<typeof checkoutOf>,
  ): Promise<Placed & { readonly customerId: string }>
  cancel(placed: { readonly orderId: string; readonly customerId: string }): Promise<number>
  state(orderId: string): Promise<Order>
}

/** Starts one with the storefront, a key of our own, and no trust in those who bring no token. */
export async function startStrictShop(options: StackOptions = {}): Promise<StrictShop> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const refusing = Object.fromEntries(serviceNames.map((name) => [name, { TOKENLESS: 'refused' }]))
  const env = { ...refusing, storefront: { SIGNING_KEY: pem }, ...options.env }
  const stack = await startStack({ temporary: true, storefront: true, ...options, env })
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint({ kty, crv, x } as JWK)

  const tokenFor = (audience: string, subject: string, role: string) =>
    new SignJWT({ role })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
      .setIssuer('saga-shop/storefront')
      .setAudience(audience)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(privateKey)

  async function asking<Body>(
    service: string,
    path: string,
    subject: string,
    role: string,
    question: Parameters<typeof ask>[1] = {},
  ) {
    const authorization = `Bearer ${await tokenFor(service, subject, role)}`
    return await ask<Body>(`${stack.urls[service]}${path}`, {
      ...question,
      headers: { ...question.headers, authorization },
    })
  }
  const asKeeper = <Body>(service: string, path: string, question?: Parameters<typeof ask>[1]) =>
    asking<Body>(service, path, randomUUID(), 'keeper', question)

  return {
    stack,
    asKeeper,
    order: async (items, body) => {
      const customerId = randomUUID()
      await asking('basket', `/baskets/${customerId}`, customerId, 'customer', { method: 'PUT', body: { items } })
      const path = `/baskets/${customerId}/checkout`
      const headers = { 'idempotency-key': randomUUID() }
      const answer = await asking<Placed>('basket', path, customerId, 'customer', { method: 'POST', body, headers })
      if (answer.status !== 202) throw new Error(`checkout: ${answer.status} ${JSON.stringify(answer.body)}`)
      return { customerId, ...answer.body }
    },
    cancel: async ({ orderId, customerId }) =>
      (await asking('order', `/orders/${orderId}/cancellation`, customerId, 'customer', { method: 'POST' })).status,
    state: async (orderId) => (await asKeeper<Order>('order', `/orders/${orderId}`)).body,
  }
}
