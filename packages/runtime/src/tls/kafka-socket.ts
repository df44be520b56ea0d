import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { currentPems, type TlsFiles } from './pems.ts'

interface Way {
  readonly host: string
  readonly port: number
  readonly onConnect: () => void
}

// As long as kafkajs keeps quiet sockets alive by itself, in milliseconds.
const keepAlive = 60_000

/** Opens sockets for a Kafka client, each with the certificates of now. */
export function kafkaSockets(files: TlsFiles): (way: Way) => TLSSocket {
  const pems = currentPems(files)
  return ({ host, port, onConnect }) => {
    const servername = isIP(host) ? undefined : host
    const socket = connect({ host, port, ...(servername && { servername }), ...pems() }, onConnect)
    return socket.setKeepAlive(true, keepAlive)
  }
}
