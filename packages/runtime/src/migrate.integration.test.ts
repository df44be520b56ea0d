import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@saga-shop/testing'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'

test('a migration that is killed half-way is finished by the next', async () => {
  const [service, { adminUrl, urls }] = [newService(), await emptyDatabase()]
  const migrate = (crash?: string) => runMigration(service.folder, urls, crash)
  expect(migrate('tables-made').signal).toBe('SIGKILL')
  expect(await slots(adminUrl, service.name)).toBe(0)
  expect(migrate()).toMatchObject({ status: 0, stdout: `${service.name}: tables, publication and slot are there\n` })
  expect(await slots(adminUrl, service.name)).toBe(1)
  await query(adminUrl, 'select pg_drop_replication_slot($1)', [`relay_${service.name}`])
})

test('whoever analyzes a table of a migrated database takes few samples', async () => {
  const { adminUrl, urls } = await emptyDatabase()
  expect(runMigration(newService().folder, { owner: urls.owner }).status).toBe(0)
  expect(await query(adminUrl, 'show default_statistics_target')).toEqual([{ default_statistics_target: '10' }])
})

function runMigration(folder: string, { owner, relay }: { owner: string; relay?: string }, crash?: string) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'migrate.ts'), folder], {
    env: { DATABASE_URL: owner, ...(relay && { RELAY_DATABASE_URL: relay }), ...(crash && { CRASH_AT: crash }) },
    encoding: 'utf8',
  })
}

const letters = () => `crash${randomUUID().replaceAll('-', '')}`

/** A service with a table, in a folder of its own. */
function newService() {
  const name = letters()
  const root = mkdtempSync(join(tmpdir(), 'saga-shop-migrate-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = join(root, name, 'migrations')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '001_things.sql'), 'create table things (id int primary key);\n')
  return { name, folder }
}

/** A database that nobody has migrated. */
async function emptyDatabase() {
  const { url, relayUrl, adminUrl } = await testDatabase()
  const name = letters()
  await query(adminUrl, `create database ${name} owner test`)
  const there = (address: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href
  return { adminUrl: there(adminUrl), urls: { owner: there(url), relay: there(relayUrl) } }
}

async function slots(adminUrl: string, service: string): Promise<number> {
  const rows = await query(adminUrl, 'select from pg_replication_slots where slot_name = $1', [`relay_${service}`])
  return rows.length
}

async function query(url: string, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows
  } finally {
    await client.end()
  }
}
