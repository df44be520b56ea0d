import type { DueIntent } from '@saga-shop/runtime'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { again, carryOut, charge, refund } from './bank.fixtures.ts'
import { type Bank, openBank } from './bank.ts'
import { chargeCalls, refundCalls } from './bank-calls.ts'
import { type ChargeBody, refundKey } from './calls.ts'

let running: Running
let bank: Bank

beforeAll(async () => {
  running = await start(new URL('../../../infra/bank/src/main.ts', import.meta.url), {
    BANK_LATENCY_MS: '1',
    BANK_LATE_MS: '1200',
    BANK_TIMEOUT_MS: '5000',
  })
  bank = openBank({ url: running.url, timeout: 800 })
})
afterAll(() => running.stop())

const chargeAll = (...intents: DueIntent<ChargeBody>[]) => carryOut(chargeCalls(bank), ...intents)

type Ledger = Record<'charges' | 'refunds', { key: string; requests: number }[]>
const inLedger = async (list: keyof Ledger, key: string) =>
  (await getJson<Ledger>(`${running.url}/ledger`))[list].filter((entry) => entry.key === key)

const approved = { status: 'approved', chargeId: expect.any(String) }

test('many cards travel in one request, and each gets its own answer', async () => {
  const [good, bad, poor] = [charge('card_approve'), charge('card_decline'), charge('card_insufficient_funds')]
  const { outcomes, trouble } = await chargeAll(good, bad, poor)
  expect(trouble).toBeUndefined()
  expect(outcomes).toEqual({
    [good.entity]: approved,
    [bad.entity]: { status: 'declined', reason: 'DECLINED' },
    [poor.entity]: { status: 'declined', reason: 'INSUFFICIENT_FUNDS' },
  })
})

test('an answer is reported when it arrives, although another card keeps the bank busy', async () => {
  const [good, late] = [charge('card_approve'), charge('card_answer_late')]
  const patient = openBank({ url: running.url, timeout: 5_000 })
  const times = new Map<string, number>()
  const answered = ({ entity }: DueIntent) => times.set(entity, performance.now())
  await chargeCalls(patient).make([late, good], { answered, later: () => {}, refused: () => {} })
  const [first = 0, second = 0] = [good, late].map(({ entity }) => times.get(entity))
  expect(second - first).toBeGreaterThan(100)
})

test('a card that times out after charging is unknown, then found, and charged exactly once', async () => {
  const [slow, good] = [charge('card_timeout_after_charge'), charge('card_approve')]
  const first = await chargeAll(slow, good)
  expect(first.outcomes).toEqual({ [good.entity]: approved })
  expect(first.trouble).toMatch('timed out')
  expect((await chargeAll(again(slow))).outcomes).toEqual({ [slow.entity]: approved })
  expect(await inLedger('charges', slow.key)).toMatchObject([{ requests: 1 }])
})

test('an answer that comes too late is asked for', async () => {
  const late = charge('card_answer_late')
  expect((await chargeAll(late)).heard).toBe(0)
  expect((await chargeAll(again(late))).outcomes).toEqual({ [late.entity]: approved })
  expect(await inLedger('charges', late.key)).toHaveLength(1)
})

test('what the bank has never seen is charged under the same key', async () => {
  const lost = charge('card_approve', { attempt: 2 })
  expect((await chargeAll(lost)).outcomes).toEqual({ [lost.entity]: approved })
  expect(await inLedger('charges', lost.key)).toHaveLength(1)
})

test('a card that answers twice is charged once', async () => {
  const twice = charge('card_answer_twice')
  expect((await chargeAll(twice)).outcomes).toEqual({ [twice.entity]: approved })
  expect(await inLedger('charges', twice.key)).toHaveLength(1)
})

test('a key that was used for another amount stays unknown, and is never called declined', async () => {
  const paid = charge('card_approve')
  await chargeAll(paid)
  const other = charge('card_approve', { orderId: paid.entity, minor: 1 })
  for (const attempt of [other, again(other)]) {
    const { heard, later, trouble } = await chargeAll(attempt)
    expect({ heard, later }).toEqual({ heard: 0, later: [] })
    expect(trouble).toMatch('something else than it was asked')
  }
})

test('a call that the bank cannot read does not hold up the others', async () => {
  const good = [charge('card_approve'), charge('card_approve'), charge('card_decline')]
  const unreadable = charge('')
  const { outcomes, refused } = await chargeAll(...good, unreadable)
  expect(Object.keys(outcomes).sort()).toEqual(good.map(({ entity }) => entity).sort())
  expect(refused).toEqual([[unreadable.entity, expect.stringContaining('400 from /charges')]])
})

test('money goes back once, also when the refund is asked for again', async () => {
  const paid = charge('card_approve')
  await chargeAll(paid)
  const calls = refundCalls(bank)
  const first = await carryOut(calls, refund(paid))
  expect(first.outcomes).toEqual({ [paid.entity]: { bankRefundId: expect.any(String) } })
  expect((await carryOut(calls, refund(paid, 2))).outcomes).toEqual(first.outcomes)
  expect(await inLedger('refunds', refundKey(paid.entity))).toMatchObject([{ requests: 1 }])
})

test('a refund that the bank refuses stays owed', async () => {
  const { heard, trouble } = await carryOut(refundCalls(bank), refund(charge('never charged')))
  expect(heard).toBe(0)
  expect(trouble).toMatch('unknown_charge')
})
