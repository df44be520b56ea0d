import { connect, type Socket } from 'node:net'
import type { Weather } from './weather.ts'

/** One connection through a proxy: a socket to the client, one to the server, and what is between them. */
export function connection(client: Socket, to: number, weather: Weather) {
  const server = connect({ port: to, host: '127.0.0.1', noDelay: true })
  let present = weather
  let forgotten = false

  pass(client, server)
  pass(server, client)
  become(weather)

  function pass(from: Socket, into: Socket) {
    from.on('data', (bytes) => {
      if (forgotten) return void (present.is === 'half-open' || client.resetAndDestroy())
      if (present.is === 'slow') return later(from, into, bytes, present.milliseconds)
      if (!into.write(bytes)) wait(from, into)
    })
    from.on('end', () => forgotten || into.end())
    from.on('error', () => {})
    from.on('close', () => forgotten || into.destroy())
  }

  function wait(from: Socket, into: Socket) {
    from.pause()
    into.once('drain', () => present.is !== 'stalled' && from.resume())
  }

  function later(from: Socket, into: Socket, bytes: Buffer, milliseconds: number) {
    from.pause()
    setTimeout(() => {
      into.write(bytes)
      if (present.is !== 'stalled') from.resume()
    }, milliseconds)
  }

  function become(next: Weather) {
    present = next
    if (next.is === 'half-open') forget()
    else if (next.is === 'cut') end()
    else for (const socket of [client, server]) socket[next.is === 'stalled' ? 'pause' : 'resume']()
  }

  /** The server's side goes; the client keeps speaking to nobody. */
  function forget() {
    forgotten = true
    server.destroy()
    client.resume()
  }

  function end() {
    client.resetAndDestroy()
    server.destroy()
  }

  return { become, end }
}
