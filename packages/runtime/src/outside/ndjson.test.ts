import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { afterEach, expect, test } from 'vitest'
import { Silence } from './circuit.ts'
import { openOutside } from './ndjson.ts'

const Line = Compile(Type.Object({ key: Type.String() }))
let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Somebody outside who answers like this. */
async function outside(
  answer: (keys: string[], response: Parameters<RequestListener>[1]) => void,
  timeoutMilliseconds = 5_000,
) {
  server = createServer(async (request, response) => {
    const { parcels } = JSON.parse((await request.toArray()).join('')) as { parcels: { key: string }[] }
    answer(
      parcels.map(({ key }) => key),
      response,
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { ask } = openOutside({ url, timeoutMilliseconds })
  const told: string[] = []
  return {
    told,
    ask: (...keys: string[]) =>
      ask({
        path: '/parcels',
        list: 'parcels',
        items: keys.map((key) => ({ key })),
        line: Line,
        tell: ({ key }) => told.push(key),
      }),
  }
}

const line = (key: string) => `{"key":"${key}"}\n`

test('each line is told, wherever the chunks are cut', async () => {
  const { ask, told } = await outside((keys, response) => {
    const bytes = Buffer.from(keys.map(line).join('').trimEnd())
    let sent = 0
    const send = () => {
      response.write(bytes.subarray(sent, ++sent))
      if (sent < bytes.length) setImmediate(send)
      else response.end()
    }
    send()
  })
  await ask('Zürich', 'b')
  expect(told).toEqual(['Zürich', 'b'])
})

test('what was told before they fell silent counts', async () => {
  const { ask, told } = await outside(([first = ''], response) => response.write(line(first)), 700)
  await expect(ask('a', 'b')).rejects.toThrow('timed out')
  expect(told).toEqual(['a'])
})

test('a line that is no answer is named, and the others are told', async () => {
  const { ask, told } = await outside((_, response) =>
    response.end(`${line('a')}{"status":"error"}\nnonsense\n${line('b')}`),
  )
  await expect(ask('a', 'b')).rejects.toThrow('2 lines from /parcels were strange, the first: {"status":"error"}')
  expect(told).toEqual(['a', 'b'])
})

test('one item that is refused does not stop the others', async () => {
  const { ask, told } = await outside((keys, response) => {
    if (keys.includes('bad')) response.writeHead(400).end('bad address')
    else response.end(keys.map(line).join(''))
  })
  await expect(ask('a', 'b', 'bad', 'c', 'd')).rejects.toThrow('400 from /parcels: bad address')
  expect(told.sort()).toEqual(['a', 'b', 'c', 'd'])
})

test('they are left alone for a while after five silent calls in a row', async () => {
  let calls = 0
  const { ask } = await outside((_, response) => {
    calls++
    response.writeHead(503).end()
  })
  for (let failures = 0; failures < 5; failures++) await expect(ask('a')).rejects.toThrow('503')
  await expect(ask('a')).rejects.toThrow(Silence)
  expect(calls).toBe(5)
})

test('saying no five times is an answer, too', async () => {
  const { ask } = await outside((_, response) => response.writeHead(422).end())
  for (let refusals = 0; refusals < 6; refusals++) await expect(ask('a')).rejects.toThrow('422')
})
