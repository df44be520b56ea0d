import { connect, type Socket } from 'node:net'

/** Where to, as nodemailer puts it. */
interface Destination {
  readonly host?: string | undefined
  readonly port?: number | string | undefined
  readonly secure?: boolean | undefined
}

type Connected = (error: Error | null, opened: { connection: Socket } | false) => void

/**
 * Opens connections for nodemailer, which by itself would keep for five minutes what a name once meant: when a mail server
 * is started again at another address, letters would be put to whoever has its old one. Here the name is asked each time.
 */
export const dial =
  (timeout: number) =>
  ({ host, port, secure }: Destination, connected: Connected): void => {
    const socket = connect({ host: host ?? '127.0.0.1', port: Number(port) || (secure ? 465 : 587), timeout })
    const fail = (error: Error) => {
      socket.destroy()
      connected(error, false)
    }
    const late = () => fail(new Error(`no connection to ${host} within ${timeout} ms`))
    socket.once('error', fail).once('timeout', late)
    socket.once('connect', () => {
      // Between its hands and ours nobody would hear an error, and that would end the process.
      socket
        .off('error', fail)
        .off('timeout', late)
        .on('error', () => {})
        .setTimeout(0)
      connected(null, { connection: socket })
    })
  }
