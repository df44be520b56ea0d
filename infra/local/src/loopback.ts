import { once } from 'node:events'
import type { Server } from 'node:net'

/** Lets a server listen on the loopback address, where nobody else can reach it; resolves with its port: this one, or a free one. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('this server has no port')
  return address.port
}
