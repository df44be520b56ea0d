import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { OrderReturned } from '@saga-shop/contracts'
import { afterEach, expect, test } from 'vitest'
import { registryAt } from './registry.ts'

let server: Server
let asked: number

afterEach(() => server.close())

test('what somebody else made first is asked for again, and stands', async () => {
  const registry = await answering(conflict('An artifact with ID a already exists.'), { status: 200, body: '{"id":7}' })
  expect(await registry.register('a', OrderReturned.schema)).toBeUndefined()
  expect(asked).toBe(2)
})

test('a level that somebody else set first is set again', async () => {
  const registry = await answering(conflict("A rule named 'COMPATIBILITY' already exists."), {
    status: 200,
    body: '{}',
  })
  await registry.setCompatibility('a', 'FULL_TRANSITIVE')
  expect(asked).toBe(2)
})

test('an incompatible schema is refused at once, whatever its words', async () => {
  const why = 'Incompatible: {"doc":"A parcel that already exists."} misses a default'
  const registry = await answering(conflict(why))
  expect(await registry.register('a', OrderReturned.schema)).toBe(why)
  expect(asked).toBe(1)
})

test('a conflict that never ends is no incompatibility, and ends the job', async () => {
  const registry = await answering(conflict('An artifact with ID a already exists.'))
  await expect(registry.register('a', OrderReturned.schema)).rejects.toThrow(/answered 409: .* already exists/)
})

const conflict = (message: string) => ({ status: 409, body: JSON.stringify({ error_code: 409, message }) })

/** A registry that gives these answers by turns, the last for ever. */
async function answering(...answers: { status: number; body: string }[]) {
  asked = 0
  server = createServer((_, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]
    response.writeHead(answer?.status ?? 500).end(answer?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return registryAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}
