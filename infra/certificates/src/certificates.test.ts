import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { authorityOf, type Holder, holdersIn, supply } from './index.ts'

const uid = process.getuid?.() ?? 0
const order: Holder = { name: 'order', uid, hosts: ['order', 'localhost', '127.0.0.1'] }

function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-certificates-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const identity = (folder: string, { name }: Holder) => readFileSync(join(folder, name, 'identity.pem'), 'utf8')
const certificate = (pem: string) => new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERT')))
const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60_000)

test('a process gets a key and a certificate for its name and its hosts, and others cannot read them', async () => {
  const folder = freshFolder()
  const authority = await authorityOf(folder)
  expect(await supply(folder, authority, order, { days: 30 })).toBe('missing')
  const pem = identity(folder, order)
  expect(() => createSecureContext({ key: pem, cert: pem, ca: authority.cert })).not.toThrow()
  const cert = certificate(pem)
  expect([cert.subject, cert.subjectAltName]).toEqual(['CN=order', 'DNS:order, DNS:localhost, IP Address:127.0.0.1'])
  expect(cert.verify(new X509Certificate(authority.cert).publicKey)).toBe(true)
  expect(statSync(join(folder, 'order')).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'authority', 'key.pem')).mode & 0o077).toBe(0)
})

test('a second run changes nothing, until two thirds of the time are over', async () => {
  const folder = freshFolder()
  const authority = await authorityOf(folder)
  await supply(folder, authority, order, { days: 30 })
  const first = identity(folder, order)
  expect(await authorityOf(folder)).toEqual(authority)
  expect(await supply(folder, authority, order, { days: 30, now: days(19) })).toBeUndefined()
  expect(identity(folder, order)).toBe(first)
  expect(await supply(folder, authority, order, { days: 30, now: days(21) })).toBe('due')
  expect(certificate(identity(folder, order)).validToDate > days(50)).toBe(true)
})

test('a certificate is made anew for another host, by another authority, and when somebody asks', async () => {
  const folder = freshFolder()
  const authority = await authorityOf(folder)
  await supply(folder, authority, order, { days: 30 })
  const moved = { ...order, hosts: [...order.hosts, 'order-2'] }
  expect(await supply(folder, authority, moved, { days: 30 })).toBe('made out for other names')
  expect(await supply(folder, authority, moved, { days: 30, anyway: true })).toBe('asked for')
  const other = await authorityOf(freshFolder())
  expect(await supply(folder, other, moved, { days: 30 })).toBe('signed by another authority')
})

test('holders are named with their user and their further hosts', () => {
  expect(holdersIn('order:2002\n kafka:1000:kafka-1')).toEqual([
    { name: 'order', uid: 2002, hosts: ['order', 'localhost', '127.0.0.1'] },
    { name: 'kafka', uid: 1000, hosts: ['kafka', 'kafka-1', 'localhost', '127.0.0.1'] },
  ])
  expect(() => holdersIn('order')).toThrow('order is not name:user')
  expect(() => holdersIn('../order:1')).toThrow('is not name:user')
})
