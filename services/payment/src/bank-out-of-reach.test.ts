import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { again, carryOut, charge } from './bank.fixtures.ts'
import { openBank } from './bank.ts'
import { chargeCalls } from './bank-calls.ts'

test('when nobody is there nothing was asked: calls come again later, and do not count', async () => {
  const { server, port } = await silence()
  await new Promise((resolve) => server.close(resolve))
  const nowhere = openBank({ url: `http://127.0.0.1:${port}`, timeout: 300 })
  const intents = [charge('card_approve'), again(charge('card_approve'))]
  const { later, heard, trouble } = await carryOut(chargeCalls(nowhere), ...intents)
  expect(later.sort()).toEqual(intents.map(({ entity }) => entity).sort())
  expect(heard).toBe(0)
  expect(trouble).toMatch('ECONNREFUSED')
})

test('a bank that hangs is left alone after five tries, and asked again after a while', async () => {
  const { server, port } = await silence()
  const hanging = openBank({ url: `http://127.0.0.1:${port}`, timeout: 20 })
  const calls = chargeCalls(hanging)
  for (let tries = 0; tries < 5; tries++) expect((await carryOut(calls, charge('card_approve'))).later).toEqual([])
  const sixth = charge('card_approve')
  expect((await carryOut(calls, sixth)).later).toEqual([sixth.entity])
  expect((await carryOut(calls, charge('card_approve'))).trouble).toMatch('timed out')
  server.closeAllConnections()
  server.close()
})

/** A server that takes requests and never answers. */
async function silence() {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}
