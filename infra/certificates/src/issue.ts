import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { type Authority, algorithm, newKeys, pemOf } from './authority.ts'

/** What a certificate says. */
export interface Claim {
  /** The common name: who it is. */
  readonly name: string
  /** Host names and addresses under which it is reached. */
  readonly hosts: readonly string[]
  readonly from: Date
  readonly until: Date
}

/** A certificate with its key in one text: for both ends of a connection, key first, as Kafka, Postgres and Node read it. */
export async function issue(authority: Authority, { name, hosts, from, until }: Claim): Promise<string> {
  const keys = await newKeys()
  const signer = new X509Certificate(authority.cert)
  const cert = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: signer.subject,
    notBefore: from,
    notAfter: until,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await keyIn(authority),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(hosts.map((host) => ({ type: isIP(host) ? 'ip' : 'dns', value: host }))),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  })
  return `${await pemOf(keys.privateKey)}${cert.toString('pem')}\n`
}

function keyIn({ key }: Authority) {
  const [bytes] = PemConverter.decode(key)
  if (!bytes) throw new Error('the authority has no key')
  return webcrypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
}
