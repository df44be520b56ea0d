import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@saga-shop/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inDatabase } from './rows.ts'
import { searchLogs, searchTables } from './traces.ts'

const folder = mkdtempSync(join(tmpdir(), 'traces-'))
let judgeUrl = ''

beforeAll(async () => {
  const place = await testDatabase('services/order/migrations')
  judgeUrl = place.judgeUrl
  const owner = new pg.Client(place.url)
  await owner.connect()
  const row = "gen_random_uuid(), 'order', 'x', 'X', $1, $2, '/x', 'x', 'x', 'x'"
  const columns = 'id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid'
  for (const [topic, payload] of [
    ['a.v1', 'Ada Canary'],
    ['a.v1', 'nobody'],
    ['b.v1', 'somebody'],
  ])
    await owner.query(`insert into outbox (${columns}) values (${row})`, [topic, Buffer.from(payload ?? '')])
  await owner.query(`insert into commands (id, fingerprint, answer) values (gen_random_uuid(), 'x', '{"a": "canary"}')`)
  await owner.end()
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a canary is found in bytes and in JSON, and what its row is about is told', async () => {
  const traces = await inDatabase(judgeUrl, (database) => searchTables(database, 'order'))
  expect(traces.filter(({ found }) => found > 0)).toEqual([
    { place: 'table order.commands', found: 1 },
    { place: 'table order.outbox a.v1', found: 1 },
  ])
  expect(traces.map(({ place }) => place)).toEqual(expect.arrayContaining(['table order.orders', 'table order.inbox']))
})

test('a canary is found in a log, also where it is cut in two', async () => {
  mkdirSync(join(folder, 'logs'))
  const edge = 'x'.repeat(64 * 1024 - 3)
  writeFileSync(join(folder, 'logs', 'order.log'), `${edge}canary and Canary`)
  writeFileSync(join(folder, 'logs', 'email.log'), 'quiet')
  expect(await searchLogs(folder)).toEqual(
    expect.arrayContaining([
      { place: 'log order.log', found: 2 },
      { place: 'log email.log', found: 0 },
    ]),
  )
  expect(await searchLogs(undefined)).toEqual([])
})
