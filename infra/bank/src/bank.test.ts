import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getJson, post, postLines, type Running, start } from '@saga-shop/sandbox/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Charge } from './charge.ts'
import type { Refund } from './refund.ts'

type Line = { key: string; status: string; code?: string; chargeId?: string; refundId?: string }
type Ledger = { charges: (Charge & { requests: number })[]; refunds: (Refund & { requests: number })[] }

const times = { BANK_LATENCY_MS: '1', BANK_LATE_MS: '400', BANK_TIMEOUT_MS: '700' }
vi.setConfig({ testTimeout: 20_000 })
const main = new URL('main.ts', import.meta.url)
const amount = { minor: 1290, currency: 'EUR' }
let folder: string
let bank: Running

const startBank = () => start(main, { ...times, DATA_FOLDER: folder })
const request = (card: string, key: string = randomUUID()) => ({ key, orderId: 'an-order', amount, card })
const charge = (...charges: object[]) => postLines<Line>(`${bank.url}/charges`, { charges })
const refund = (...refunds: object[]) => postLines<Line>(`${bank.url}/refunds`, { refunds })
const ledger = () => getJson<Ledger>(`${bank.url}/ledger`)
const inLedger = async (key: string) => (await ledger()).charges.filter((charge) => charge.key === key)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bank-'))
  bank = await startBank()
})
afterAll(() => bank.stop())

test('the same key twice is one charge and the same answer', async () => {
  const same = request('card_approve')
  const [first] = await charge(same)
  expect(await charge(same, same)).toEqual([first, first])
  expect(first).toMatchObject({ key: same.key, status: 'approved', amount })
  expect(await inLedger(same.key)).toMatchObject([{ chargeId: first?.chargeId, requests: 3 }])
})

test('two requests at the same moment with the same key are one charge', async () => {
  const same = request('card_approve')
  const answers = await Promise.all([charge(same), charge(same), charge(same)])
  expect(new Set(answers.flat().map((line) => line.chargeId)).size).toBe(1)
})

test('the same key with another body is an error, and the charge stays what it was', async () => {
  const { key } = request('card_approve')
  await charge(request('card_approve', key))
  expect(await charge({ ...request('card_approve', key), amount: { ...amount, minor: 1 } })).toEqual([
    { key, status: 'error', code: 'idempotency_key_reused' },
  ])
  expect(await inLedger(key)).toMatchObject([{ amount }])
})

test('a declined card stays declined, whoever asks again', async () => {
  const poor = request('card_insufficient_funds')
  const [first] = await charge(poor)
  expect(first).toMatchObject({ status: 'declined', code: 'insufficient_funds' })
  expect(await charge(poor)).toEqual([first])
})

test('a card that times out is charged, gets no line, and answers when asked again', async () => {
  const [slow, good] = [request('card_timeout_after_charge'), request('card_approve')]
  expect((await charge(slow, good)).map((line) => line.key)).toEqual([good.key])
  expect(await getJson(`${bank.url}/charges/${slow.key}`)).toMatchObject({ status: 'approved', amount })
  expect(await charge(slow)).toMatchObject([{ key: slow.key, status: 'approved' }])
  expect(await inLedger(slow.key)).toHaveLength(1)
})

test('a card that answers twice sends its line twice and is charged once', async () => {
  const twice = request('card_answer_twice')
  const [one, other, ...more] = await charge(twice)
  expect([other, more]).toEqual([one, []])
  expect(await inLedger(twice.key)).toHaveLength(1)
})

test('a late answer does not keep the others waiting', async () => {
  const [late, good] = [request('card_answer_late'), request('card_approve')]
  const response = await post(`${bank.url}/charges`, { charges: [late, good] })
  const lines: string[] = []
  for await (const chunk of response.body ?? []) lines.push(Buffer.from(chunk).toString())
  expect(lines.map((line) => JSON.parse(line).key)).toEqual([good.key, late.key])
})

test('a caller that hangs up while a card times out finds the charge by its key', async () => {
  const slow = request('card_timeout_after_charge')
  await expect(
    post(`${bank.url}/charges`, { charges: [slow] }, { signal: AbortSignal.timeout(100) }).then((r) => r.text()),
  ).rejects.toThrow()
  expect((await fetch(`${bank.url}/charges/${slow.key}`)).status).toBe(200)
})

test('a charge that the bank never saw is a 404 with a problem body', async () => {
  const response = await fetch(`${bank.url}/charges/${'x'.repeat(150)}`)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ status: 404, title: 'Not Found' })
})

test('a refund asked for twice is one refund', async () => {
  const paid = request('card_approve')
  const back = { key: randomUUID(), chargeKey: paid.key, amount }
  await charge(paid)
  const [first] = await refund(back)
  expect(await refund(back)).toEqual([first])
  expect(first).toMatchObject({ status: 'refunded' })
  expect((await ledger()).refunds.filter(({ chargeKey }) => chargeKey === paid.key)).toMatchObject([{ requests: 2 }])
  expect(await getJson(`${bank.url}/refunds/${back.key}`)).toMatchObject({ refundId: first?.refundId })
})

test('the same money does not go back under two keys, nor back from a declined card', async () => {
  const [paid, poor] = [request('card_approve'), request('card_decline')]
  await charge(paid, poor)
  const backs = [paid, paid, poor].map(({ key }) => ({ key: randomUUID(), chargeKey: key, amount }))
  expect((await refund(...backs)).map(({ status, code }) => code ?? status)).toEqual([
    'refunded',
    'exceeds_charge',
    'charge_not_approved',
  ])
})

test.each([
  ['no JSON', '{"charges":['],
  ['no charges', '{}'],
  ['an empty list', '{"charges":[]}'],
  ['a negative amount', JSON.stringify({ charges: [{ ...request('c'), amount: { minor: -1, currency: 'EUR' } }] })],
  ['half a cent', JSON.stringify({ charges: [{ ...request('c'), amount: { minor: 0.5, currency: 'EUR' } }] })],
  ['money as text', JSON.stringify({ charges: [{ ...request('c'), amount: { minor: '1', currency: 'EUR' } }] })],
])('%s is a 400 with a problem body that says so', async (_, body) => {
  const response = await fetch(`${bank.url}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ status: 400, detail: expect.any(String) })
})

test('a path that does not exist is a 404 with a problem body', async () => {
  const response = await fetch(`${bank.url}/loans`)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    404,
    expect.stringContaining('problem+json'),
  ])
})

test('a malformed address is a 400, not a 500', async () => {
  expect((await fetch(`${bank.url}/charges/%E0%A4%A`)).status).toBe(400)
})

test('after kill -9 the ledger is what it was, and a known key is still one charge', async () => {
  const charges = Array.from({ length: 50 }, () => request('card_approve'))
  const answers = await charge(...charges)
  const before = await ledger()
  await bank.stop('SIGKILL')
  bank = await startBank()
  expect(await ledger()).toEqual(before)
  expect(await charge(...charges)).toEqual(answers)
})

test('whatever was answered before a kill -9 in mid-flow is in the ledger after it', async () => {
  const answered: Line[] = []
  const flow = Array.from({ length: 200 }, () =>
    charge(request('card_approve')).then((lines) => answered.push(...lines)),
  )
  await Promise.any(flow)
  await bank.stop('SIGKILL')
  await Promise.allSettled(flow)
  bank = await startBank()
  const kept = new Set((await ledger()).charges.map((charge) => charge.chargeId))
  expect(answered.filter((line) => !kept.has(line.chargeId ?? ''))).toEqual([])
})
