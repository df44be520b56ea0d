import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { testDatabase } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './database.ts'
import { blamesACause } from './failures.ts'
import { sql } from './sql.ts'

/** A way to a database whose open connections can fall silent: no bytes, and no word that there are none. */
async function wayTo(url: string) {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const there = connect(Number(new URL(url).port), '127.0.0.1')
    client.pipe(there).pipe(client)
    for (const socket of [client, there]) {
      open.add(socket)
      socket.on('error', () => {}) // the other end says so, too
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  const address = server.address()
  const way = new URL(url)
  way.port = String(typeof address === 'object' && address?.port)
  const fallSilent = () => {
    for (const socket of open) socket.unpipe().pause()
  }
  return { url: way.href, fallSilent }
}

test('a connection that fell silent is given up, and the next transaction gets another', async () => {
  const place = await testDatabase()
  const way = await wayTo(place.url)
  const database = openDatabase({ url: way.url, patience: 300 })
  onTestFinished(() => database.close())
  await database.query(sql`select 1`)
  way.fallSilent()
  const error: unknown = await database.transaction((tx) => tx.query(sql`select 1`)).catch((thrown: unknown) => thrown)
  // Whichever statement is given up first ends the others.
  expect(error).toMatchObject({ message: expect.stringMatching('Query read timeout|Connection terminated') })
  expect(blamesACause(error)).toBe(false)
  const { rows } = await database.transaction((tx) => tx.query<{ two: number }>(sql`select 2 as two`))
  expect(rows).toEqual([{ two: 2 }])
})
