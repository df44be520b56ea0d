import { setTimeout as sleep } from 'node:timers/promises'
import { expired, type TestAuthority, testAuthority } from '@saga-shop/certificates/testing'
import { Site } from '@saga-shop/local/parts'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { securedPostgres } from '../../test/secured.ts'
import { openDatabase } from '../database.ts'
import { blamesACause, isTransient } from '../failures.ts'
import { sql } from '../sql.ts'

let site: Site
let shop: TestAuthority
let postgres: Awaited<ReturnType<typeof securedPostgres>>

beforeAll(async () => {
  site = new Site({ temporary: true })
  await site.prepare()
  shop = await testAuthority()
  postgres = await securedPostgres(site, await shop.issue('postgres'))
})
afterAll(async () => {
  await postgres?.admin.end()
  await site?.close()
  shop?.remove()
})

function open(options: { readonly url: string }) {
  const database = openDatabase(options)
  onTestFinished(() => database.close())
  return database
}

test('a database is spoken to over TLS, and the password is bound to that very connection', async () => {
  const { rows } = await open(postgres).query(sql`select ssl, version from pg_stat_ssl where pid = pg_backend_pid()`)
  expect(rows).toEqual([{ ssl: true, version: 'TLSv1.3' }])
})

test('who speaks no TLS is turned away, with the right password', async () => {
  await expect(open({ url: postgres.plain }).query(sql`select 1`)).rejects.toThrow('no encryption')
})

test('nothing is asked of a database that the shop has not signed for, nor of one by another name', async () => {
  const stranger = await testAuthority()
  const [elsewhere] = [postgres.url.replace(shop.ca, stranger.ca)]
  await expect(open({ url: elsewhere }).query(sql`select 1`)).rejects.toThrow(/certificate/)
  await postgres.renew(await shop.issue('postgres', { hosts: ['elsewhere'] }))
  await expect(open(postgres).query(sql`select 1`)).rejects.toThrow(/does not match/)
  await postgres.renew(await shop.issue('postgres'))
  stranger.remove()
})

test('that its certificate has expired is no event’s fault: nothing is parked for it', async () => {
  await postgres.renew(await shop.issue('postgres', expired))
  const error = await open(postgres)
    .transaction((tx) => tx.query(sql`select 1`))
    .catch((error: unknown) => error)
  expect(String(error)).toContain('expired')
  expect([isTransient(error), blamesACause(error)]).toEqual([true, false])
  await postgres.renew(await shop.issue('postgres'))
})

test('certificate and password change under load, and no question fails', async () => {
  const { admin } = postgres
  const access = { url: postgres.url }
  const database = open(access)
  const round = async () => {
    const asked = Array.from({ length: 4 }, async () => {
      await database.transaction((tx) => tx.query(sql`select 1`))
      await database.query(sql`select 1`)
    })
    await Promise.all(asked)
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'test'`)
    await sleep(150) // the next round opens its connections anew
  }
  await round()
  await postgres.renew(await shop.issue('postgres'))
  for (let rounds = 0; rounds < 3; rounds++) await round()
  access.url = Object.assign(new URL(postgres.url), { password: 'another' }).href // first where it is read
  for (let rounds = 0; rounds < 3; rounds++) await round()
  const changing = admin.query(`alter role test password 'another'`) // then where it is asked for
  for (let rounds = 0; rounds < 3; rounds++) await round()
  await changing
  const old = new pg.Client(postgres.url)
  await expect(old.connect()).rejects.toThrow('password')
})
