import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { connection } from './connection.ts'
import { clear, type Weather } from './weather.ts'

/** Stands between one process and another, and lets bytes through as the weather allows. */
export interface FaultProxy {
  readonly port: number
  become(weather: Weather): void
  close(): void
}

/** A proxy to a loopback port. */
export async function openProxy(to: number): Promise<FaultProxy> {
  let weather: Weather = clear
  const open = new Set<{ become(weather: Weather): void; end(): void }>()
  const server = createServer({ noDelay: true }, (client: Socket) => {
    const one = connection(client, to, weather)
    open.add(one)
    client.once('close', () => open.delete(one))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a proxy listens nowhere')
  return {
    port: address.port,
    become: (next) => {
      weather = next
      for (const one of open) one.become(next)
    },
    close: () => {
      server.close()
      for (const one of open) one.end()
    },
  }
}
