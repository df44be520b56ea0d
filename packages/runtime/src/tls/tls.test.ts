import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { expired, type TestAuthority, testAuthority } from '@saga-shop/certificates/testing'
import { request } from 'undici'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dispatcherWith } from './http-client.ts'
import { currentPems, type TlsFiles } from './pems.ts'
import { httpServer, type ServerTls } from './server.ts'

/** A bank that knows only callers with a certificate. */
async function bank(tls: ServerTls) {
  const turnedAway: string[] = []
  const server = httpServer(
    (_, response) => response.end('at your service'),
    tls,
    (why) => turnedAway.push(why),
  )
  return { url: await listening(server, 'https'), turnedAway }
}

async function listening(server: Server, protocol: string) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function call(url: string, tls: TlsFiles | undefined) {
  const dispatcher = dispatcherWith(tls)
  onTestFinished(() => dispatcher.destroy())
  return (await request(url, { dispatcher })).body.text()
}

async function scene(): Promise<{ shop: TestAuthority; url: string; turnedAway: string[] }> {
  const shop = await newAuthority()
  return { shop, ...(await bank({ ...(await shop.issue('bank')), clients: ['payment', 'judge'] })) }
}

test('who shows a certificate of the shop is served', async () => {
  const { shop, url } = await scene()
  expect(await call(url, await shop.issue('payment'))).toBe('at your service')
})

test('who shows none is turned away, and so is who speaks no TLS', async () => {
  const { shop, url, turnedAway } = await scene()
  await expect(call(url, { ca: shop.ca })).rejects.toThrow()
  await expect(call(url.replace('https', 'http'), undefined)).rejects.toThrow()
  await vi.waitFor(() => expect(turnedAway.join()).toMatch(/peer did not return a certificate.*http request/s))
})

test('who is signed by somebody else is turned away', async () => {
  const { shop, url, turnedAway } = await scene()
  const stranger = await (await newAuthority()).issue('payment')
  await expect(call(url, { ...stranger, ca: shop.ca })).rejects.toThrow()
  await vi.waitFor(() => expect(turnedAway.join()).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/))
})

test('who shows an expired certificate is turned away', async () => {
  const { shop, url, turnedAway } = await scene()
  await expect(call(url, await shop.issue('payment', expired))).rejects.toThrow()
  await vi.waitFor(() => expect(turnedAway).toEqual(['CERT_HAS_EXPIRED']))
})

test('who has no business there is turned away, although the shop knows it', async () => {
  const { shop, url, turnedAway } = await scene()
  await expect(call(url, await shop.issue('email'))).rejects.toThrow()
  await vi.waitFor(() => expect(turnedAway).toEqual(['email has no business here']))
})

test.each([
  [
    'signed by somebody else',
    async (_: TestAuthority) => (await newAuthority()).issue('bank'),
    /self-signed|unable to/,
  ],
  ['expired', (shop: TestAuthority) => shop.issue('bank', expired), /expired/],
  ['of another host', (shop: TestAuthority) => shop.issue('bank', { hosts: ['elsewhere'] }), /does not match/],
])('nothing is said to a server whose certificate is %s', async (_, issue, complaint) => {
  const shop = await newAuthority()
  const { url } = await bank(await issue(shop))
  await expect(call(url, await shop.issue('payment'))).rejects.toThrow(complaint)
})

test('a renewed certificate is shown without a restart, on both sides', async () => {
  const shop = await newAuthority()
  const soon = new Date(Date.now() + 60_000)
  const { url } = await bank(await shop.issue('bank', { until: soon }))
  const payment = await shop.issue('payment')
  const old = await shownBy(url, payment)
  await shop.issue('bank')
  await vi.waitFor(async () => expect(await shownBy(url, payment)).not.toBe(old), { timeout: 10_000, interval: 200 })
})

/** Until when the certificate is good that a server shows. */
async function shownBy(url: string, tls: TlsFiles) {
  const { port } = new URL(url)
  const socket = connect({ host: '127.0.0.1', port: Number(port), ...currentPems(tls)() })
  await once(socket, 'secureConnect')
  const { valid_to: until } = socket.getPeerCertificate()
  socket.destroy()
  return until
}

test('a key that does not fit its certificate yet is not taken: the old pair still counts', async () => {
  const shop = await newAuthority()
  const [one, other] = [await shop.issue('one'), await shop.issue('other')]
  const files = { ca: shop.ca, cert: one.cert, key: `${one.key}.key` }
  copyFileSync(one.key, files.key)
  const pems = currentPems(files)
  const before = pems()
  copyFileSync(other.key, files.key)
  expect(pems()).toBe(before)
  copyFileSync(one.key, files.key)
  expect(pems()).toBe(before)
})

test('files that make no sense from the start are refused at the start', async () => {
  const shop = await newAuthority()
  expect(() => currentPems({ ca: shop.ca, cert: '/nowhere/cert.pem' })).toThrow('/nowhere/cert.pem')
})

async function newAuthority() {
  const authority = await testAuthority()
  onTestFinished(() => authority.remove())
  return authority
}
