import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import type { Certificates } from '@saga-shop/local'
import type { Door } from './doors.ts'

/** The certificate that is shown at a door, by its fingerprint; undefined when nobody opens. */
export const shownAt = ({ port, protocol }: Door, { ca, cert, key }: Certificates) =>
  new Promise<string | undefined>((resolve) => {
    const pems = { ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key) }
    const way = { host: '127.0.0.1', port, timeout: 5_000, ...(protocol && { ALPNProtocols: [protocol] }) }
    const socket = connect({ ...way, ...pems })
    const end = (shown?: string) => {
      socket.destroy()
      resolve(shown)
    }
    socket.once('secureConnect', () => end(socket.getPeerCertificate().fingerprint256))
    socket.once('error', () => end())
    socket.once('timeout', () => end())
  })
