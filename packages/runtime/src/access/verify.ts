import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose'
import { fetch } from 'undici'
import { HttpProblem } from '../http/problems.ts'
import { dispatcherWith } from '../tls/http-client.ts'
import type { TlsFiles } from '../tls/pems.ts'
import { type Bearer, bearerIn } from './bearer.ts'

export interface VerifierOptions {
  /** Where the public keys of the issuer are (RFC 7517). */
  readonly keysUrl: string
  /** Whom tokens must be for: this service. */
  readonly audience: string
  readonly tls?: TlsFiles | undefined
}

/** Tokens come from nobody else. */
const issuer = 'saga-shop/storefront'

// Longer than any token of ours, and not older than any of ours may be.
const longestToken = 4_096
const oldestToken = '5m'

/** Finds out who asks, from the Authorization header. Rejects with the problem to answer with: in doubt it is a no. */
export type Verify = (authorization: string) => Promise<Bearer>

/** Verifies tokens by the keys that their issuer publishes. They are kept; a key that is new is looked up, at most every two seconds. */
export function openVerifier({ keysUrl, audience, tls }: VerifierOptions): Verify {
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    cooldownDuration: 2_000,
    timeoutDuration: 2_000,
    ...(tls && { [customFetch]: fetchOver(tls) }),
  })

  return async (authorization) => {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization.slice(0, longestToken)) ?? []
    if (!token) throw unknown('This is no bearer token.')
    const verified = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      maxTokenAge: oldestToken,
      clockTolerance: 2,
    }).catch(refuse)
    const bearer = typeof verified.protectedHeader.kid === 'string' ? bearerIn(verified.payload) : undefined
    if (!bearer || Array.isArray(verified.payload.aud)) throw unknown('This token says strange things.')
    return bearer
  }
}

/** Says what is wrong with a token; that keys are out of reach is not the token's fault, and no reason to believe it. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw unknown('This token is over.')
  if (isTokenError(error)) throw unknown('This token is not good here.')
  throw new HttpProblem(503, 'keys-unreachable', 'Tokens cannot be verified at the moment. Try again in a second.', 1)
}

const isTokenError = (error: unknown) =>
  tokenErrors.some((kind) => error instanceof kind) || (error instanceof TypeError && !('cause' in error))

const tokenErrors = [
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
]

export const unknown = (detail: string) => new HttpProblem(401, 'not-authenticated', detail)

/** jose's fetch, with our certificates. */
function fetchOver(tls: TlsFiles): typeof globalThis.fetch {
  const dispatcher = dispatcherWith(tls)
  const fetchWith = (url: string, options: object) => fetch(url, { ...options, dispatcher })
  return fetchWith as unknown as typeof globalThis.fetch
}
