import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { listenOnLoopback } from '@saga-shop/local/parts'
import { expect, onTestFinished, test } from 'vitest'
import { openProxy } from './proxy.ts'
import { clear } from './weather.ts'

/** Somebody who answers every word with the same word, and a proxy on the way there. */
async function echo() {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket))
  const proxy = await openProxy(await listenOnLoopback(server))
  onTestFinished(() => {
    proxy.close()
    server.close()
  })
  return proxy
}

async function speaker(port: number) {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), closed(socket)])
  onTestFinished(() => void socket.destroy())
  return socket
}

const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))

/** The answer to a word; `silence` when there is none for a while, `gone` when the connection ended. */
async function say(socket: Socket, word: string, patience = 200): Promise<string> {
  if (socket.destroyed) return 'gone'
  const answer = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes))))
  socket.write(word)
  const gone = closed(socket).then(() => 'gone')
  return Promise.race([answer, gone, sleep(patience, 'silence')])
}

test('in clear weather everything passes', async () => {
  const { port } = await echo()
  expect(await say(await speaker(port), 'hello')).toBe('hello')
})

test('cut: who speaks is reset, who comes is sent away, and later all is well', async () => {
  const proxy = await echo()
  const before = await speaker(proxy.port)
  await say(before, 'hello')
  proxy.become({ is: 'cut' })
  await closed(before)
  expect(await say(await speaker(proxy.port), 'anybody?')).toBe('gone')
  proxy.become(clear)
  expect(await say(await speaker(proxy.port), 'hello')).toBe('hello')
})

test('half-open: words go nowhere, without a sign; afterwards the next word is answered with a reset', async () => {
  const proxy = await echo()
  const before = await speaker(proxy.port)
  await say(before, 'hello')
  proxy.become({ is: 'half-open' })
  expect(await say(before, 'anybody?')).toBe('silence')
  const meanwhile = await speaker(proxy.port)
  expect(await say(meanwhile, 'anybody?')).toBe('silence')
  proxy.become(clear)
  expect(await say(before, 'anybody?')).toBe('gone')
  expect(await say(await speaker(proxy.port), 'hello')).toBe('hello')
})

test('stalled: nothing passes, and nothing is lost', async () => {
  const proxy = await echo()
  const socket = await speaker(proxy.port)
  await say(socket, 'hello')
  proxy.become({ is: 'stalled' })
  expect(await say(socket, 'later')).toBe('silence')
  const arrives = once(socket, 'data')
  proxy.become(clear)
  const [bytes] = await arrives
  expect(String(bytes)).toBe('later')
})

test('slow: it takes its time', async () => {
  const proxy = await echo()
  const socket = await speaker(proxy.port)
  proxy.become({ is: 'slow', milliseconds: 100 })
  const begin = performance.now()
  expect(await say(socket, 'hello', 1_000)).toBe('hello')
  expect(performance.now() - begin).toBeGreaterThan(190)
})

test('when the weather clears, nothing overtakes what is still on its way', async () => {
  const proxy = await echo()
  const socket = await speaker(proxy.port)
  let heard = ''
  socket.on('data', (bytes) => {
    heard += bytes
  })
  proxy.become({ is: 'slow', milliseconds: 100 })
  socket.write('one ')
  await sleep(30)
  proxy.become(clear)
  socket.write('two ')
  await sleep(10)
  proxy.become({ is: 'stalled' })
  socket.write('three')
  await sleep(150)
  proxy.become(clear)
  while (heard.length < 13) await sleep(10)
  expect(heard).toBe('one two three')
})
