import { randomUUID } from 'node:crypto'
import { type TestIdentity, testAuthority } from '@saga-shop/certificates/testing'
import { getJson, start } from '@saga-shop/sandbox/testing'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { orderId } from '../email.fixtures.ts'
import { write } from '../letter.ts'
import { smtpPost } from './smtp-post.ts'

/** The mail server of the stack, which speaks TLS when it has a certificate. */
async function mailServer(identity?: TestIdentity) {
  const tls = identity && { SMTP_TLS_CA: identity.ca, SMTP_TLS_CERT: identity.cert, SMTP_TLS_KEY: identity.key }
  const sink = await start(new URL('../../../../infra/mail/src/main.ts', import.meta.url), { SMTP_PORT: '0', ...tls })
  onTestFinished(async () => void (await sink.stop()))
  const url = sink.output().match(/smtp:\/\/[\d.]+:\d+/)?.[0] ?? ''
  const count = async () => (await getJson<{ count: number }>(`${sink.url}/letters/count`)).count
  return { url, count }
}

function post(url: string, tls?: TestIdentity) {
  const post = smtpPost({ url, timeoutMilliseconds: 5_000, tls })
  onTestFinished(() => post.close())
  return post.deliver(letter())
}

function letter() {
  const recipient = { name: 'Ada', email: 'ada@example.org' }
  const news = { about: 'OrderConfirmed' } as const
  const sender = { from: 'hello@saga-shop.example', shopUrl: 'http://shop.example' }
  return write({ orderId, eventId: randomUUID(), recipient, news }, sender)
}

test('a letter leaves over TLS, from a client that shows who it is', async () => {
  const shop = await newAuthority()
  const server = await mailServer(await shop.issue('mail'))
  expect(await post(server.url, await shop.issue('email'))).toEqual({ status: 'sent' })
  expect(await server.count()).toBe(1)
})

test('a mail server without TLS gets no letter from somebody who wants it', async () => {
  const shop = await newAuthority()
  const server = await mailServer()
  expect(await post(server.url, await shop.issue('email'))).toMatchObject({ status: 'later' })
  expect(await server.count()).toBe(0)
})

test('a mail server of another authority gets no letter', async () => {
  const [shop, stranger] = [await newAuthority(), await newAuthority()]
  const server = await mailServer(await stranger.issue('mail'))
  expect(await post(server.url, await shop.issue('email'))).toMatchObject({ status: 'later' })
  expect(await server.count()).toBe(0)
})

test('a mail server with TLS takes no letter without, nor from a stranger', async () => {
  const [shop, stranger] = [await newAuthority(), await newAuthority()]
  const server = await mailServer(await shop.issue('mail'))
  const plain = createTransport({ url: server.url, ignoreTLS: true })
  await expect(plain.sendMail({ from: 'a@b.example', to: 'ada@example.org', text: '' })).rejects.toMatchObject({
    responseCode: 530,
  })
  expect(await post(server.url, { ...(await stranger.issue('email')), ca: shop.ca })).toMatchObject({ status: 'later' })
  expect(await server.count()).toBe(0)
})

async function newAuthority() {
  const authority = await testAuthority()
  onTestFinished(() => authority.remove())
  return authority
}
