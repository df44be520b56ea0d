import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { TLSSocket, Server as TlsServer } from 'node:tls'
import { currentPems, type Pems, type TlsFiles } from './pems.ts'

/** How a server shows who it is, and whom it lets in. */
export interface ServerTls extends TlsFiles {
  /** Whose certificates open the door, by common name; everybody's that our authority signed, when it is left out. */
  readonly clients?: readonly string[] | undefined
}

/** Told of each client that was turned away, and why. */
export type TurnedAway = (why: string) => void

// So often a server looks whether its certificate was renewed, in milliseconds.
const lookEvery = 2_000

/** An HTTP server, over TLS when certificates are given. With an authority, clients must have a certificate of theirs. */
export function httpServer(listener: RequestListener, tls: ServerTls | undefined, turnedAway: TurnedAway): Server {
  if (!tls) return createServer(listener)
  const pems = currentPems(tls)
  const server = createSecureServer({ ...pems(), ...manners(tls) }, listener)
  renewing(pems, (renewed) => server.setSecureContext({ ...renewed }), server)
  guardDoor(server, tls, turnedAway)
  return server
}

/** A client that may be asked for its certificate is asked, and must have one. */
export const manners = ({ ca }: TlsFiles) => ({ requestCert: ca !== undefined, rejectUnauthorized: ca !== undefined })

/** Hands over the certificates whenever they have changed, for as long as the server is open. */
export function renewing(
  pems: () => Pems,
  take: (pems: Pems) => void,
  server: { once(event: 'close', then: () => void): unknown },
) {
  let taken = pems()
  const timer = setInterval(() => {
    const now = pems()
    if (now !== taken) take(now)
    taken = now
  }, lookEvery).unref()
  server.once('close', () => clearInterval(timer))
}

function guardDoor(server: TlsServer, { clients }: ServerTls, turnedAway: TurnedAway) {
  server.on('tlsClientError', ({ message }, socket) => turnedAway(`${socket.authorizationError ?? message}`))
  if (!clients) return
  const known = new Set(clients)
  server.on('secureConnection', (socket: TLSSocket) => {
    const { CN: name } = socket.getPeerCertificate().subject ?? {}
    if (name !== undefined && known.has(String(name))) return
    turnedAway(`${String(name)} has no business here`)
    socket.destroy()
  })
}
