import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Letter } from './letter.ts'

vi.setConfig({ testTimeout: 20_000 })
const main = new URL('main.ts', import.meta.url)
let folder: string
let mail: Running

const startMail = () => start(main, { DATA_FOLDER: folder, SMTP_PORT: '0' })
const smtpUrl = () => mail.output().match(/smtp:\/\/[\d.]+:\d+/)?.[0] ?? ''
const letters = async (query = '') => (await getJson<{ letters: Letter[] }>(`${mail.url}/letters${query}`)).letters
const count = async (query = '') => (await getJson<{ count: number }>(`${mail.url}/letters/count${query}`)).count

async function send(to: string | string[], orderId: string, text = 'Your order is on its way.') {
  const transport = createTransport(smtpUrl())
  const headers = { 'X-Order-Id': orderId, 'X-Event-Id': randomUUID() }
  try {
    return await transport.sendMail({ from: 'shop@example.com', to, subject: 'Grüße', text, headers })
  } finally {
    transport.close()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
  mail = await startMail()
})
afterAll(() => mail.stop())

test('a letter that was sent can be read, by order and by address', async () => {
  const orderId = randomUUID()
  const { messageId } = await send('Ada@example.com', orderId)
  await send('bob@example.com', randomUUID())
  const expected = { to: 'Ada@example.com', messageId, subject: 'Grüße', text: 'Your order is on its way.\n', orderId }
  expect(await letters(`?orderId=${orderId}`)).toMatchObject([{ ...expected, headers: { 'x-order-id': orderId } }])
  expect(await letters('?to=ada@example.com')).toMatchObject([expected])
  expect(await letters(`?to=bob@example.com&orderId=${orderId}`)).toEqual([])
})

test('a letter that was sent twice is there twice', async () => {
  const orderId = randomUUID()
  await send('ada@example.com', orderId)
  await send('ada@example.com', orderId)
  expect(await count(`?orderId=${orderId}`)).toBe(2)
})

test('an address that bounces refuses the letter for good', async () => {
  const orderId = randomUUID()
  await expect(send('bounce@example.com', orderId)).rejects.toMatchObject({ responseCode: 550 })
  expect(await count(`?orderId=${orderId}`)).toBe(0)
})

test('a busy address takes a letter at the second attempt', async () => {
  const orderId = randomUUID()
  const transport = createTransport(smtpUrl())
  const letter = {
    from: 'shop@example.com',
    to: 'busy@example.com',
    text: '',
    headers: { 'X-Order-Id': orderId, 'X-Event-Id': 'e' },
  }
  await expect(transport.sendMail(letter)).rejects.toMatchObject({ responseCode: 451 })
  await transport.sendMail(letter)
  expect(await count(`?orderId=${orderId}`)).toBe(1)
})

test('an address that hangs up keeps the letter and leaves the sender in the dark', async () => {
  const orderId = randomUUID()
  await expect(send('hang-up@example.com', orderId)).rejects.toThrow()
  expect(await count(`?orderId=${orderId}`)).toBe(1)
})

test('a letter over a megabyte is refused', async () => {
  const orderId = randomUUID()
  await expect(send('ada@example.com', orderId, 'x'.repeat(1_100_000))).rejects.toMatchObject({ responseCode: 552 })
  expect(await count(`?orderId=${orderId}`)).toBe(0)
})

test('after kill -9 the letters are still there, and what was thrown away stays away', async () => {
  await fetch(`${mail.url}/letters`, { method: 'DELETE' })
  await Promise.all(Array.from({ length: 20 }, () => send('ada@example.com', randomUUID())))
  const before = await letters()
  await mail.stop('SIGKILL')
  mail = await startMail()
  expect(before).toHaveLength(20)
  expect(await letters()).toEqual(before)
})

test('a question that makes no sense is a 400 with a problem body', async () => {
  const response = await fetch(`${mail.url}/letters?to=`)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    400,
    expect.stringContaining('problem+json'),
  ])
})

test('a missing setting ends the process and names the variable', async () => {
  await expect(start(main)).rejects.toThrow(/exit 1: .*SMTP_PORT is missing/)
})

test('SIGTERM ends the mail server with 0, although a client is connected', async () => {
  const transport = createTransport({ pool: true, url: smtpUrl() })
  await transport.sendMail({ from: 'shop@example.com', to: 'ada@example.com', text: '' })
  const asked = Date.now()
  expect(await mail.stop()).toBe(0)
  expect(Date.now() - asked).toBeLessThan(5_000)
  transport.close()
  mail = await startMail()
})
