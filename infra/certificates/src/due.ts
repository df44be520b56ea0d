import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Holder } from './holders.ts'

/** Why a holder needs a new certificate, in a word; undefined when the one it has will do. */
export function reasonToRenew(
  pem: string | undefined,
  { name, hosts }: Holder,
  authority: string,
  now: Date,
): string | undefined {
  if (pem === undefined) return 'missing'
  const cert = certIn(pem)
  if (!cert) return 'unreadable'
  if (!cert.verify(new X509Certificate(authority).publicKey)) return 'signed by another authority'
  if (cert.subject !== `CN=${name}` || !hosts.every((host) => (isIP(host) ? cert.checkIP(host) : cert.checkHost(host))))
    return 'made out for other names'
  const [from, until] = [cert.validFromDate.getTime(), cert.validToDate.getTime()]
  return now.getTime() > from + ((until - from) * 2) / 3 ? 'due' : undefined
}

function certIn(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')))
  } catch {
    return undefined
  }
}
