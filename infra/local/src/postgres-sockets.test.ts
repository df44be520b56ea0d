import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { makePlan } from './plan.ts'

const root = mkdtempSync(join(tmpdir(), 'saga-shop-sockets-'))
chmodSync(root, 0o711) // Postgres, which refuses to be root, passes through
afterAll(() => rmSync(root, { recursive: true }))

/** Where the order service looks for its database, in a stack in this folder. */
async function databaseIn(folder: string) {
  mkdirSync(folder, { recursive: true })
  const { seenBy, port } = await makePlan({ temporary: true }, folder)
  const { host, port: found } = new pg.Client(seenBy('order').databases.order.owner)
  expect(found).toBe(port('postgres-order'))
  return host
}

test('services go to their database by its socket, whatever the folder is called', async () => {
  const folder = join(root, 'my shop, 100 % “mine” @home')
  expect(await databaseIn(folder)).toBe(join(folder, 'postgres'))
})

test('where the path is too long for a socket, they go over TCP', async () => {
  expect(await databaseIn(join(root, 'long'.repeat(20)))).toBe('127.0.0.1')
})
