import { connect } from 'node:net'

/** A readiness check: whether somebody answers the door at this address. */
export const answersTheDoor =
  (url: string, withinMilliseconds = 1_000) =>
  () =>
    new Promise<string | undefined>((resolve) => {
      const { hostname, port, protocol, host } = new URL(url)
      const socket = connect({
        host: hostname,
        port: Number(port) || (protocol === 'https:' ? 443 : 80),
        timeout: withinMilliseconds,
      })
      const end = (trouble?: string) => {
        socket.destroy()
        resolve(trouble)
      }
      socket.once('connect', () => end())
      socket.once('timeout', () => end(`${host} does not answer`))
      socket.once('error', ({ message }) => end(`${host} is out of reach: ${message}`))
    })
