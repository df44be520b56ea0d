import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paid, Refund, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import { openMetrics } from '../http/metrics.ts'
import { serveMetrics } from '../http/prometheus.ts'
import { openServer, type Server } from '../http/server.ts'
import { openLog } from '../log.ts'
import { react } from '../react.ts'
import { sql } from '../sql.ts'
import { measureOwed } from './owed-metrics.ts'
import { serveOwed } from './owed-route.ts'

const log = openLog('tally', { instance: '1', level: 'silent' })
const [late, inTime, other] = [paid(), paid(), paid()]
let service: TallyService
let app: Server

beforeAll(async () => {
  service = await tallyService(Refund.within(60_000))
  const { database, deadlines } = service
  const watched = { service: 'tally', deadlines: deadlines.all, calls: [{ name: 'call', within: 80_000 }] }
  app = await openServer({ name: 'tally', description: '', log })
  const metrics = openMetrics('tally')
  measureOwed(metrics.registry, database, watched)
  serveMetrics(app, metrics.registry)
  serveOwed(app, database, watched)
  await hear(late, inTime, other)
  await hear(refunded(other.key))
  await ago(late.key, 90)
})
afterAll(async () => {
  await app.close()
  await service.database.close()
})

const hear = (...causes: Parameters<typeof react>[1]['causes'][number][]) =>
  service.database.transaction((tx) => react(tx, { causes, spans: [] }, service))

/** Everything about this order happened so many seconds earlier. */
async function ago(key: string, seconds: number) {
  const { database } = service
  await database.query(sql`
    update deadlines set since = since - ${seconds}::int * interval '1 second', due_at = due_at - ${seconds}::int * interval '1 second'
    where entity = ${key}
  `)
  await database.query(
    sql`update intents set since = since - ${seconds}::int * interval '1 second' where correlationid = ${key}`,
  )
}

const owed = async (query = '') => (await app.inject(`/owed${query}`)).json()
const figures = async () =>
  (await app.inject('/metrics')).body.split('\n').filter((line) => /^saga_(owed|overdue)/.test(line))

describe('GET /owed', () => {
  test('says which order waits, who owes it what, since when, and what that hangs on', async () => {
    const { owed: items } = await owed(`?order=${late.key}`)
    expect(items).toMatchObject([
      {
        ...{ deadline: 'refund', orderId: late.key, by: 'payment', owes: 'OrderRefunded' },
        waitsFor: [{ call: 'call', attempts: 0 }],
      },
      { deadline: 'call', by: 'tally', owes: 'the outcome of call' },
    ])
    const [refund] = items
    expect(Date.parse(refund.dueAt) - Date.parse(refund.since)).toBe(60_000)
    expect(Math.round(refund.overdueSeconds)).toBeGreaterThanOrEqual(30)
  })

  test('shows what is overdue first, or nothing else', async () => {
    expect((await owed()).owed.slice(0, 2).map(({ orderId }: { orderId: string }) => orderId)).toEqual([
      late.key,
      late.key,
    ])
    expect(await owed('?overdue=true&limit=1')).toMatchObject({ total: 2, overdue: 2, owed: [{ deadline: 'refund' }] })
    expect((await owed(`?order=${inTime.key}`)).owed[0]).toMatchObject({ overdueSeconds: null })
  })

  test('knows nothing of what was settled, or never was', async () => {
    expect((await owed(`?order=${other.key}`)).owed.map(({ deadline }: { deadline: string }) => deadline)).toEqual([
      'call',
    ])
    expect(await owed(`?order=${randomUUID()}`)).toEqual({ total: 0, overdue: 0, owed: [] })
    expect((await app.inject('/owed?order=none')).statusCode).toBe(400)
  })
})

test('the figures say how much is owed, how much of it is overdue, and for how long', async () => {
  const lines = await figures()
  expect(lines).toContain('saga_owed{deadline="refund",by="payment",service="tally"} 2')
  expect(lines).toContain('saga_overdue{deadline="refund",by="payment",service="tally"} 1')
  expect(lines).toContain('saga_overdue{deadline="call",by="tally",service="tally"} 1')
  const seconds = lines.find((line) => line.startsWith('saga_overdue_seconds{deadline="refund"'))?.split(' ')[1]
  expect(Math.round(Number(seconds))).toBeGreaterThanOrEqual(30)
})

test('a deadline of which nothing is owed says zero, and one that cannot be read says nothing', async () => {
  await hear(refunded(late.key), refunded(inTime.key))
  expect(await figures()).toContain('saga_owed{deadline="refund",by="payment",service="tally"} 0')
  await service.database.query(sql`alter table deadlines rename to gone`)
  const { statusCode } = await app.inject('/metrics')
  expect([statusCode, await figures()]).toEqual([200, []])
  await service.database.query(sql`alter table gone rename to deadlines`)
})
