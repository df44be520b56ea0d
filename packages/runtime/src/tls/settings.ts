import type { TlsFiles } from './pems.ts'
import type { ServerTls } from './server.ts'

/** Settings that say where certificates are: `KAFKA_TLS_CA`, `KAFKA_TLS_CERT`, `KAFKA_TLS_KEY`, and so on. The key is in the same file as the certificate where nothing else is said. */
export type TlsSettings<Side extends string> = { readonly [Name in `${Side}_TLS_${'CA' | 'CERT' | 'KEY'}`]?: string }

/** The certificates for one side of a process: its Kafka, its HTTP, its mail. Undefined when no setting names any: no TLS. */
export function tlsOf<Side extends string>(side: Side, settings: TlsSettings<Side>): TlsFiles | undefined {
  const of = (what: 'CA' | 'CERT' | 'KEY') => settings[`${side}_TLS_${what}`]
  const files = { ca: of('CA'), cert: of('CERT'), key: of('KEY') ?? of('CERT') }
  return Object.values(files).some(Boolean) ? files : undefined
}

/** The same for a server that we are: over TLS when it has a certificate, and plain without one. */
export function serverTls(
  settings: TlsSettings<'HTTP'> & { readonly HTTP_TLS_CLIENTS?: string },
): ServerTls | undefined {
  const files = tlsOf('HTTP', settings)
  return files?.cert ? { ...files, clients: settings.HTTP_TLS_CLIENTS?.split(',') } : undefined
}
