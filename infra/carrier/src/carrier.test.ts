import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getJson, post, postLines, type Running, start } from '@saga-shop/sandbox/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

type Line = {
  key: string
  status: string
  code?: string
  trackingId?: string
  history?: { status: string; at: number }[]
}
type Listed = Line & { requests: { bookings: number; handovers: number; recalls: number } }

vi.setConfig({ testTimeout: 20_000 })
const main = new URL('main.ts', import.meta.url)
let folder: string
let carrier: Running

const startCarrier = (stepMs = 60) => start(main, { DATA_FOLDER: folder, CARRIER_STEP_MS: `${stepMs}` })
const booking = (postcode = '8001', key: string = randomUUID()) => ({
  key,
  orderId: key,
  recipient: { name: 'Ada', street: 'Gate 1', postcode, city: 'Zürich', country: 'CH' },
})
const ask = (path: string, ...parcels: { key: string }[]) => postLines<Line>(`${carrier.url}/${path}`, { parcels })
const journey = async (parcel: { key: string }) =>
  (await ask('track', { key: parcel.key })).flatMap(({ history = [] }) => history.map(({ status }) => status))
const ledger = async () => (await getJson<{ parcels: Listed[] }>(`${carrier.url}/ledger`)).parcels

async function handedOver(postcode?: string) {
  const parcel = booking(postcode)
  await ask('parcels', parcel)
  await ask('handovers', parcel)
  return parcel
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrier-'))
  carrier = await startCarrier()
})
afterAll(() => carrier.stop())

test.each([
  ['8001', ['delivered']],
  ['10001', ['delivery_failed', 'delivered']],
  ['10003', ['delivery_failed', 'delivery_failed', 'delivery_failed', 'returned']],
  ['10009', ['lost']],
])('a parcel to %s: %s', async (postcode, road) => {
  const parcel = await handedOver(postcode)
  await vi.waitFor(async () => expect(await journey(parcel)).toEqual(['booked', 'in_transit', ...road]), 10_000)
})

test('booking twice is one parcel; another address under its key is an error', async () => {
  const parcel = booking()
  const [first, second] = await ask('parcels', parcel, parcel)
  expect(second).toEqual(first)
  expect(first).toMatchObject({ key: parcel.key, status: 'booked', trackingId: expect.any(String) })
  const reused = { key: parcel.key, status: 'error', code: 'idempotency_key_reused' }
  expect(await ask('parcels', booking('10001', parcel.key))).toEqual([reused])
  expect((await ledger()).filter(({ key }) => key === parcel.key)).toMatchObject([{ requests: { bookings: 3 } }])
})

test('a recall before the handover keeps the parcel here', async () => {
  const parcel = booking()
  await ask('parcels', parcel)
  expect(await ask('recalls', parcel)).toMatchObject([{ status: 'recalled' }])
  expect(await ask('handovers', parcel)).toMatchObject([{ status: 'recalled' }])
  expect(await journey(parcel)).toEqual(['booked', 'recalled'])
})

test('a recall after the handover brings the parcel back, and asking twice changes nothing', async () => {
  const parcel = await handedOver('10003')
  await ask('recalls', parcel, parcel)
  await vi.waitFor(async () => expect((await journey(parcel)).at(-1)).toBe('returned'), 10_000)
  expect(await ask('handovers', parcel)).toMatchObject([{ status: 'in_transit' }])
})

test('a recall after delivery fetches the parcel from the customer', async () => {
  const parcel = await handedOver()
  await vi.waitFor(async () => expect((await journey(parcel)).at(-1)).toBe('delivered'), 10_000)
  expect(await ask('recalls', parcel)).toMatchObject([{ status: 'delivered' }])
  await vi.waitFor(async () => expect((await journey(parcel)).slice(-2)).toEqual(['delivered', 'returned']), 10_000)
})

test('a parcel that was never booked is an error of its own line only', async () => {
  const [unknown, parcel] = [{ key: randomUUID() }, await handedOver()]
  for (const path of ['track', 'handovers', 'recalls']) {
    const [error, fine] = await ask(path, unknown, { key: parcel.key })
    expect(error).toEqual({ key: unknown.key, status: 'error', code: 'unknown_parcel' })
    expect(fine?.trackingId).toBeDefined()
  }
})

test('bad input is a 400 with a problem body', async () => {
  for (const body of [{}, { parcels: [] }, { parcels: [{ key: 1 }] }, { parcels: [{ key: 'k', orderId: 'o' }] }]) {
    const response = await post(`${carrier.url}/parcels`, body)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  }
})

test('after kill -9 every parcel is where it was, at the pace that it left with', async () => {
  const parcels = await Promise.all(['8001', '10003', '10009'].map(handedOver))
  await ask('recalls', ...parcels.slice(0, 1))
  await vi.waitFor(async () => expect(await journey({ key: parcels[1]?.key ?? '' })).toHaveLength(6), 10_000)
  const before = await ledger()
  await carrier.stop('SIGKILL')
  carrier = await startCarrier(60_000)
  expect(await ledger()).toEqual(before)
})

test('a carrier without pauses has delivered when it is asked', async () => {
  await carrier.stop()
  carrier = await startCarrier(0)
  expect(await journey(await handedOver())).toEqual(['booked', 'in_transit', 'delivered'])
})

test('a broken setting ends the process and names the variable', async () => {
  await expect(start(main, { CARRIER_STEP_MS: '-1' })).rejects.toThrow(/exit 1: .*CARRIER_STEP_MS must be >= 0/)
})

test('SIGTERM ends the carrier with 0', async () => {
  expect(await (await start(main)).stop()).toBe(0)
})
