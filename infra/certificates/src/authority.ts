import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** Who signs: a certificate that everybody trusts, and the key that nobody else sees. Both are PEM. */
export interface Authority {
  readonly cert: string
  readonly key: string
}

/** ECDSA over P-256: small, fast, and known to all that we run. */
export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const day = 24 * 60 * 60 * 1_000
const years = 5 * 365

/** A new authority. Whoever has trusted another one has to be told. */
export async function newAuthority(name = 'Saga Shop'): Promise<Authority> {
  const keys = await newKeys()
  const cert = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + years * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true), // signs for processes, not for other authorities
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await pemOf(keys.privateKey) }
}

export const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

/** A key as PKCS #8, which OpenSSL, Java and Postgres all read. */
export async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}
