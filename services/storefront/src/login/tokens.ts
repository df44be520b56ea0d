import { randomUUID } from 'node:crypto'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Role } from '../api.ts'
import type { Keys } from './keys.ts'

/** Who signs. Services take tokens from nobody else. */
export const issuer = 'saga-shop/storefront'

/** Somebody who is logged in. */
export interface Caller {
  readonly customerId: string
  readonly role: Role
  readonly name: string
  /** This login, to end it. */
  readonly login: string
  readonly until: Date
}

/** The storefront, when it asks for itself: what it shows of the answers is decided here. */
export const storefrontItself: Pick<Caller, 'customerId' | 'role'> = {
  customerId: '00000000-0000-0000-0000-000000000000',
  role: 'keeper',
}

// How long a browser stays logged in, and how long one token of ours is good at a service, in seconds.
const loginLasts = 8 * 60 * 60
const tokenLasts = 60

/** Makes and reads tokens. A login is for the storefront alone; what services get is for one service, for a minute. */
export function openTokens(keys: Keys) {
  const ended = new Map<string, number>()
  const sign = (payload: JWTPayload, type: string, audience: string, subject: string, seconds: number) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: keys.kid, typ: type })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(keys.privateKey)

  return {
    keys: keys.published,
    /** The token of a new login. */
    forLogin: ({ customerId, role, name }: Pick<Caller, 'customerId' | 'role' | 'name'>) =>
      sign({ role, name }, 'login+jwt', 'storefront', customerId, loginLasts),
    /** A token for one service. Of these orders the storefront knows that they are the caller’s. */
    forService: (
      service: string,
      { customerId, role }: Pick<Caller, 'customerId' | 'role'>,
      orders: readonly string[] = [],
    ) => sign({ role, ...(orders.length > 0 && { orders }) }, 'at+jwt', service, customerId, tokenLasts),
    /** Who this login is; undefined when it is none, or is over. */
    readLogin: async (token: string): Promise<Caller | undefined> => {
      const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
        algorithms: ['EdDSA'],
        typ: 'login+jwt',
        issuer,
        audience: 'storefront',
        requiredClaims: ['sub', 'jti', 'exp', 'iat'],
      }).catch(() => ({ payload: undefined }))
      const caller = payload && callerIn(payload)
      return caller && !ended.has(caller.login) ? caller : undefined
    },
    /** Ends a login before its time. */
    end: ({ login, until }: Caller) => {
      for (const [other, time] of ended) if (time < Date.now()) ended.delete(other)
      ended.set(login, until.getTime())
    },
  }
}

export type Tokens = ReturnType<typeof openTokens>

function keyOf({ publicKeys }: Keys, kid: string | undefined) {
  const key = publicKeys.get(kid ?? '')
  if (!key) throw new Error('no key of ours')
  return key
}

function callerIn({ sub, jti, exp, role, name }: JWTPayload): Caller | undefined {
  if (!sub || !jti || !exp || typeof name !== 'string' || (role !== 'customer' && role !== 'keeper')) return undefined
  return { customerId: sub, role, name, login: jti, until: new Date(exp * 1_000) }
}
