import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'

/** A public key as RFC 8037 writes it. */
export type PublicKey = Readonly<Record<'kty' | 'crv' | 'x' | 'alg' | 'use' | 'kid', string>>

/** The keys that tokens are signed with: the first signs, the others are still good, so that keys can be changed. */
export interface Keys {
  readonly kid: string
  readonly privateKey: KeyObject
  /** For everybody who wants to verify. */
  readonly published: { readonly keys: readonly PublicKey[] }
  readonly publicKeys: ReadonlyMap<string, KeyObject>
}

/** Reads the keys of a PEM text, or makes one that is good until the next start. */
export async function openKeys(pem: string | undefined): Promise<Keys> {
  const keys = pem ? readKeys(pem) : [generateKeyPairSync('ed25519').privateKey]
  const [privateKey] = keys
  const jwks = await Promise.all(keys.map(publicJwk))
  const kid = jwks[0]?.kid
  if (!privateKey || !kid) throw new Error('SIGNING_KEY holds no PRIVATE KEY in PEM')
  return {
    kid,
    privateKey,
    published: { keys: jwks },
    publicKeys: new Map(keys.map((key, index) => [jwks[index]?.kid ?? '', createPublicKey(key)])),
  }
}

function readKeys(pem: string): KeyObject[] {
  const keys = [...pem.matchAll(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g)].map(([key]) =>
    createPrivateKey(key),
  )
  const strange = keys.find(({ asymmetricKeyType }) => asymmetricKeyType !== 'ed25519')
  if (strange) throw new Error(`SIGNING_KEY must hold Ed25519 keys, and one is ${strange.asymmetricKeyType}`)
  return keys
}

/** Its name follows from the key itself, so that no two keys ever have the same. */
async function publicJwk(key: KeyObject): Promise<PublicKey> {
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' })
  const jwk = { kty: String(kty), crv: String(crv), x: String(x) }
  return { ...jwk, alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(jwk) }
}
