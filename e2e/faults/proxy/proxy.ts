import { createServer, type Socket } from 'node:net'
import { listenOnLoopback } from '@saga-shop/local/parts'
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
  const port = await listenOnLoopback(server)
  return {
    port,
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
