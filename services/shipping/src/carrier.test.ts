import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Calls, type DueIntent, openOutside } from '@saga-shop/runtime'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carrierCalls } from './carrier.ts'
import { Story } from './story.fixtures.ts'

type Ledger = { parcels: { key: string; requests: Record<string, number> }[] }
const settings = { CARRIER_TIMEOUT_MS: 1_000, TRACK_EVERY_MS: 20 }
let folder: string
let carrier: Running
let slow: Running

const startCarrier = (stepMs: number, port = '0', folder = '') =>
  start(new URL('../../../infra/carrier/src/main.ts', import.meta.url), {
    ...{ PORT: port, CARRIER_STEP_MS: `${stepMs}`, ...(folder && { DATA_FOLDER: folder }) },
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipping-'))
  ;[carrier, slow] = await Promise.all([startCarrier(20), startCarrier(500, '0', folder)])
}, 60_000)
afterAll(() => Promise.all([carrier?.stop(), slow?.stop()]))

/** Makes all calls that are due, of one kind after the other: many in one request. Counts requests, and calls without news. */
function worker({ url } = carrier) {
  const outside = openOutside({ url, timeoutMilliseconds: settings.CARRIER_TIMEOUT_MS })
  const calls = carrierCalls(outside, settings)
  const counted = { requests: 0, later: [] as number[], refused: [] as string[] }
  const later = (_: DueIntent, inMilliseconds: number) => void counted.later.push(inMilliseconds)
  const refused = (_: DueIntent, reason: string) => void counted.refused.push(reason)
  const dueOf = ({ kind }: Calls<unknown, unknown>, stories: Story[]) =>
    stories.flatMap(({ due }) => due).filter((call) => call.kind === kind.name)

  async function work(...stories: Story[]) {
    const byOrder = new Map(stories.map((story) => [story.orderId, story]))
    for (const call of calls) {
      const answered = ({ id, entity }: DueIntent, outcome: unknown) =>
        void byOrder.get(entity)?.settle(id).hear(call.kind.answered, outcome)
      const due = dueOf(call, stories)
      if (due.length === 0) continue
      counted.requests++
      await call.make(due, { answered, later, refused })
    }
  }

  /** Makes the calls, and dies before anybody hears of it. */
  async function lose(...stories: Story[]) {
    for (const call of calls) {
      const due = dueOf(call, stories)
      if (due.length > 0) await call.make(due, { answered: () => {}, later: () => {}, refused })
    }
  }

  return { work, lose, counted }
}

/** Works until no call is owed. */
async function finish(story: Story, { work } = worker()) {
  while (story.due.length > 0) {
    await work(story)
    await sleep(10)
  }
  return story.news
}

const paid = (postcode?: string) => new Story(randomUUID()).requested(postcode).confirmed()
const requestsFor = async ({ orderId }: Story) =>
  (await getJson<Ledger>(`${carrier.url}/ledger`)).parcels.find(({ key }) => key === orderId)?.requests

test.each([
  ['8001', ['OrderDelivered']],
  ['10001', ['DeliveryFailed 1', 'OrderDelivered']],
  ['10003', ['DeliveryFailed 1', 'DeliveryFailed 2', 'DeliveryFailed 3', 'OrderReturned UNDELIVERABLE']],
  ['10009', ['OrderReturned LOST']],
])('a parcel to %s: %j', async (postcode, news) => {
  expect(await finish(paid(postcode))).toEqual(['ShipmentPrepared', 'OrderShipped', ...news])
})

test('cancelled before it left: it never leaves', async () => {
  expect(await finish(paid().cancelled())).toEqual(['ShipmentPrepared', 'OrderReturned NEVER_LEFT'])
})

test('cancelled on its way: it turns round', async () => {
  const [story, { work }] = [paid(), worker(slow)]
  await work(story)
  expect(await finish(story.cancelled(), worker(slow))).toEqual([
    'ShipmentPrepared',
    'OrderShipped',
    'OrderReturned RECALLED',
  ])
})

test('cancelled after delivery: it is fetched from the door', async () => {
  const story = paid()
  await finish(story)
  expect((await finish(story.cancelled())).slice(2)).toEqual(['OrderDelivered', 'OrderReturned RECALLED'])
})

test('no news is no outcome: the carrier is asked again later', async () => {
  const { work, counted } = worker(slow)
  const story = paid()
  await work(story)
  expect(story.news).toEqual(['ShipmentPrepared', 'OrderShipped'])
  expect(counted.later).toEqual([settings.TRACK_EVERY_MS])
})

test('an answer that got lost is asked for again, and nothing is done twice', async () => {
  const [story, { work, lose }] = [paid('10001'), worker()]
  await lose(story)
  await lose(story)
  expect(story.news).toEqual([])
  await work(story)
  await lose(story)
  expect(await finish(story)).toEqual(['ShipmentPrepared', 'OrderShipped', 'DeliveryFailed 1', 'OrderDelivered'])
  expect(await requestsFor(story)).toEqual({ bookings: 3, handovers: 1, recalls: 0 })
})

test('an address that the carrier cannot read does not hold up the others', async () => {
  const [unreadable, ...others] = [paid('9'.repeat(501)), paid(), paid(), paid()]
  const { work, counted } = worker()
  await work(unreadable as Story, ...others)
  expect(counted.refused).toEqual([expect.stringContaining('400 from /parcels')])
  expect(others.map(({ news }) => news[0])).toEqual(others.map(() => 'ShipmentPrepared'))
})

test('while the carrier is away nothing is known, and when it is back all goes on', async () => {
  const [story, { work }] = [paid(), worker(slow)]
  await work(story)
  await slow.stop('SIGKILL')
  await expect(work(story)).rejects.toThrow()
  expect(story.news).toEqual(['ShipmentPrepared', 'OrderShipped'])
  slow = await startCarrier(500, new URL(slow.url).port, folder)
  expect((await finish(story, worker(slow))).at(-1)).toBe('OrderDelivered')
})

test('a hundred shipments go through in three requests when the carrier answers at once', async () => {
  await carrier.stop()
  carrier = await startCarrier(0)
  const { work, counted } = worker()
  const stories = Array.from({ length: 100 }, () => paid())
  await work(...stories)
  for (const { news, due } of stories)
    expect([news, due]).toEqual([['ShipmentPrepared', 'OrderShipped', 'OrderDelivered'], []])
  expect(counted).toMatchObject({ requests: 3, later: [] })
})
