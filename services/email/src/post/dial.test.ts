import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { dial } from './dial.ts'

const opened = (port: number, host = 'localhost') =>
  new Promise<Socket>((resolve, reject) =>
    dial(2_000)({ host, port }, (error, result) => (error || !result ? reject(error) : resolve(result.connection))),
  )

async function serverAt(host: string, port = 0): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => {}).end('hello')).listen(port, host)
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return server
}

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

test('a server is found by its name, each time anew', async () => {
  const first = await serverAt('127.0.0.1')
  const socket = await opened(portOf(first))
  expect(socket.remotePort).toBe(portOf(first))
  socket.destroy()
})

test('nobody there is an error, and leaves nothing open', async () => {
  const server = await serverAt('127.0.0.1')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  await expect(opened(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a name that means nothing is an error', () =>
  expect(opened(25, 'nobody.invalid')).rejects.toMatchObject({ syscall: 'getaddrinfo' }))
