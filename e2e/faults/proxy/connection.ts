import { connect, type Socket } from 'node:net'
import type { Weather } from './weather.ts'

/** One connection through a proxy: a socket to the client, one to the server, and what is between them. */
export function connection(client: Socket, to: number, weather: Weather) {
  const server = connect({ port: to, host: '127.0.0.1', noDelay: true })
  let present = weather
  let forgotten = false
  const directions = [pass(client, server), pass(server, client)]
  become(weather)

  function pass(from: Socket, into: Socket) {
    let busy = false // with a piece that is on its way: the next one must not overtake it

    from.on('data', (bytes) => {
      if (forgotten) return void (present.is === 'half-open' || client.resetAndDestroy())
      if (present.is === 'slow') hold(setTimeout, present.milliseconds, bytes)
      else if (!into.write(bytes)) hold((done) => into.once('drain', done), 0)
    })
    from.on('end', () => forgotten || into.end())
    from.on('error', () => {})
    from.on('close', () => forgotten || into.destroy())

    function hold(until: (done: () => void, milliseconds: number) => unknown, milliseconds: number, bytes?: Buffer) {
      busy = true
      from.pause()
      until(() => {
        if (bytes) into.write(bytes)
        busy = false
        settle()
      }, milliseconds)
    }

    function settle() {
      if (present.is === 'stalled') from.pause()
      else if (!busy) from.resume()
    }
    return settle
  }

  function become(next: Weather) {
    present = next
    if (next.is === 'half-open') forget()
    else if (next.is === 'cut') end()
    else for (const settle of directions) settle()
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
