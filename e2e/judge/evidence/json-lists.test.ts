import { createServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { listenOnLoopback } from '@saga-shop/local/parts'
import { afterEach, expect, test } from 'vitest'
import { jsonLists } from './json-lists.ts'

const letters = [
  { text: 'a "quoted" {brace} and a \\ before "' },
  { nested: { deep: [{ er: 1 }] } },
  { text: 'Grüße ✓' },
]
const text = JSON.stringify({ none: [], letters, others: [{ id: 1 }] })
const server = createServer()

afterEach(() => server.close())

test.each([1, 3, 1000])('lists are read object by object, also in pieces of %d bytes', async (size) => {
  const found = []
  for await (const entry of jsonLists(await servedInPieces(size))) found.push(entry)
  expect(found).toEqual([...letters.map((item) => ({ list: 'letters', item })), { list: 'others', item: { id: 1 } }])
})

async function servedInPieces(size: number) {
  const bytes = Buffer.from(text)
  server.removeAllListeners('request').on('request', async (_, response) => {
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size))
      await turn()
    }
    response.end()
  })
  return `http://127.0.0.1:${await listenOnLoopback(server)}`
}
